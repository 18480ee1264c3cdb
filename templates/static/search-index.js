/* The search index: bundles of articles by time, each an index of Pagefind's, asked as one.

   Pagefind says which articles of a bundle have a word, and how well. Here that becomes what one
   index of all would answer: which articles have all words, their counts by facet, their order.
   `dossierIndex(address)` opens the index in a folder; see `find` for what can be asked of it. */
(function () {
  "use strict";

  /* What a word in a field weighs beside one of the text. The title is searched in its folded
     form; names find, but do not weigh. Pagefind would count a field again for every form of a
     name in it, so it is told that fields weigh nothing, and says only in which a word is. */
  var WEIGHTS = { heading: 5, title: 0.01, names: 0.4, source: 0.6, date: 0.1, joined: 0 };
  var NOTHING = { heading: 0, title: 0, names: 0, source: 0, date: 0, joined: 0 };
  /* BM25: how soon more of a word adds nothing, and how much a text's length matters. */
  var SATURATION = 1.2;
  var LENGTH = 0.75;
  /* Pagefind also finds the words that begin with what is asked, as many as are in the files that
     it has loaded. So much likeness is asked for that they weigh nothing; what a word as it is asked
     weighs then, of 1, saturation is made to fit. */
  var LIKENESS = 80;
  var WHOLE = Math.exp(LIKENESS * (Math.exp(-1 / 8) - 1));
  /* What is nearer than this is one, of scores up to 1; above, this part of one: the bundles' numbers
     have seven digits. */
  var SAME = 1e-5;
  /* So many articles are asked before anything is shown; older ones after that. */
  var AT_FIRST = 10000;
  var KEPT = 60;
  /* So many letters of a word that no article has find all words that begin so; fewer, those that are
     in one file of each bundle. */
  var BEGINNING = 3;
  /* So much of a word is its stem: what inflects it comes after. */
  var STEM = 2 / 3;
  /* Letters come before this sign, what is read as syllables or words after it. One letter, or as few
     as BEGINNING that such a part of all articles has, are mostly "a", "le" or "of": to stand in a
     heading says nothing of them. */
  var LETTERS = "\u1100";
  var FREQUENT = 0.2;
  var WORKER = new URL("search-worker.js", document.currentScript.src).href;

  function plain(word) {
    return word.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
  }

  function fetched(address, options) {
    return fetch(address, options).then(function (response) {
      if (!response.ok) throw new Error(response.status + " " + address);
      return response;
    });
  }

  /* Pagefind's worker, asked as Pagefind's own script asks it, which weighs as much again. */
  function worker(folder) {
    var running = new Worker(WORKER);
    var waiting = new Map();
    var last = 0;
    var failed = null;
    /* What it keeps of results to show them, it forgets with what holds these: by a call for many, or a
       hundred frequent words later it would do nothing else for seconds. */
    var kept = new FinalizationRegistry(function (results) {
      call("release", results).catch(function () { /* who asks next is told */ });
    });

    function call(method) {
      var args = Array.prototype.slice.call(arguments, 1);
      return failed ? Promise.reject(failed) : new Promise(function (resolve, reject) {
        last += 1;
        waiting.set(last, { resolve: resolve, reject: reject });
        running.postMessage({ id: last, method: method, args: args });
      });
    }

    running.addEventListener("message", function (event) {
      if (event.data.failed) return fail(event.data.failed);
      var asked = waiting.get(event.data.id);
      if (!asked) return undefined;
      waiting.delete(event.data.id);
      if (event.data.error) return asked.reject(new Error(event.data.error));
      return asked.resolve(event.data.result);
    });
    function fail(why) {
      failed = new Error(why);
      waiting.forEach(function (asked) { asked.reject(failed); });
      waiting.clear();
      running.terminate();
    }

    running.addEventListener("error", function (event) { fail(event.message || "no worker"); });
    call("begin", folder.href).catch(function () { /* who asks next is told */ });
    call.keep = function (holder, results) { kept.register(holder, results); };
    return call;
  }

  window.dossierIndex = function (address) {
    var here = new URL(address, document.baseURI);
    var pagefind = null;   /* calls a function of Pagefind's worker: name, arguments */
    var bundles = [];   /* of the newest articles first */
    var opened = 0;
    var labels = {};
    var mean = 1;
    var total = 0;
    var answers = new Map();

    function start(listed) {
      bundles = listed.bundles.reverse();
      labels = listed.labels;
      var words = 0;
      bundles.forEach(function (bundle, number) {
        bundle.number = number;
        total += bundle.pages;
        words += bundle.words;
      });
      mean = words / total || 1;
      pagefind = worker(here);
      return pagefind("init", { basePath: here.pathname, baseUrl: "/", primary: true, language: "" });
    }

    /* A character stands for an id; a space ends an article of several, or is one of none. */
    function columnOf(column) {
      var number = function (sign) {
        var code = sign.codePointAt(0);
        if (code >= 0xE000) code -= 0x800;
        if (code >= 0x7F) code -= 0x22;
        return column.ids[code - (code > 0x5C) - 0x23];
      };
      var cells = column.several ? column.of.split(" ").slice(0, -1) : Array.from(column.of);
      return cells.map(function (cell) { return Array.from(cell.replace(" ", ""), number); });
    }

    /* The files of words: from where to where each is, and its name. */
    function filesOf(words) {
      var starts = words.starts.split(" ");
      return words.ends.split(" ").map(function (end, number) {
        var next = Array.from(starts[number + 1] || "").slice(0, -1).join("");
        return [starts[number], end[0] === "=" ? end.slice(1) : next + end, number.toString(16)];
      });
    }

    /* The places as Pagefind took them: folder by folder of 36, by a digit within each. */
    function taken(known, pages) {
      var at = 0;
      return [].concat.apply([], known.folders.split(" ").map(function (folder) {
        var first = 36 * folder;
        var digits = known.digits.slice(at, at += Math.min(36, pages - first));
        return Array.from(digits, function (digit) { return first + parseInt(digit, 36); });
      }));
    }

    function nameOf(bundle, place) {
      var width = (bundle.pages - 1).toString(36).length;
      return bundle.name + "-" + place.toString(36).padStart(width, "0");
    }

    function add(bundle) {
      var folder = new URL(bundle.name + "/", here);
      /* As if the bundle's mean length were that of all: the same terms of the formula come out,
         but for the factor `scale`. */
      var ratio = LENGTH / (1 - LENGTH) * (bundle.words / bundle.pages) / mean;
      var saturation = WHOLE * SATURATION * (1 - LENGTH) * (1 + ratio);
      bundle.scale = (SATURATION + 1) / (saturation + 1);
      return read(bundle, "pages.json").then(function (known) {
        bundle.files = filesOf(known.words);
        var lengths = columnOf(known.lengths);
        return pagefind("know", folder.pathname, { version: known.version, fields: known.fields,
          files: bundle.files, pages: taken(known, lengths.length).map(function (place) {
            return [nameOf(bundle, place), Number(lengths[place][0])];
          }) });
      }).then(function () {
        return pagefind("mergeIndex", folder.pathname, {
          baseUrl: "/",
          excerptLength: 32,
          ranking: { pageLength: ratio / (1 + ratio), termSaturation: saturation,
            termSimilarity: LIKENESS, diacriticSimilarity: 0, metaWeights: NOTHING }
        });
      });
    }

    function read(bundle, file) {
      return fetched(new URL(bundle.name + "/" + file, here).href)
        .then(function (response) { return response.json(); });
    }

    /* The facets of the bundles that have any of these places: a fifth of what is loaded of them,
       and not needed to find. */
    function facets(places) {
      return Promise.all(bundles.slice(0, opened).map(function (bundle, number) {
        if (!places[number] || !places[number].length) return undefined;
        if (!bundle.loading) {
          bundle.loading = read(bundle, "facets.json").then(function (columns) {
            bundle.facets = {};
            Object.keys(columns).forEach(function (facet) {
              bundle.facets[facet] = columnOf(columns[facet]);
            });
          });
          bundle.loading.catch(function () { bundle.loading = null; });
        }
        return bundle.loading;
      }));
    }

    /* Open the newest bundles, or all. */
    function open(all) {
      var upTo = opened;
      var articles = 0;
      bundles.forEach(function (bundle, number) {
        if (number >= opened && (all || !number || articles + bundle.pages <= AT_FIRST)) upTo = number + 1;
        articles += bundle.pages;
      });
      if (upTo === opened) return Promise.resolve();
      return Promise.all(bundles.slice(opened, upTo).map(add)).then(function () {
        opened = upTo;
        answers.clear();
      });
    }

    /* ----- one word, in each bundle ----- */

    /* What Pagefind answers, by bundle: place in it → result; kept by what was asked, or as `named`. */
    function ask(term, named) {
      var key = named || term;
      var known = answers.get(key);
      if (known) return known;
      var asked = pagefind("search", term).then(function (answer) {
        var found = bundles.slice(0, opened).map(function () { return new Map(); });
        var numbers = new Map(bundles.map(function (bundle) { return [bundle.name, bundle.number]; }));
        answer.results.forEach(function (result) {
          var parts = result.id.split("-");
          found[numbers.get(parts[0])].set(parseInt(parts[1], 36), result);
        });
        found.forEach(function (one) {
          if (one.size) pagefind.keep(one, Array.from(one.values(), function (result) { return result.data; }));
        });
        return found;
      });
      asked.catch(function () { answers.delete(key); });
      if (answers.size >= KEPT) answers.clear();
      answers.set(key, asked);
      return asked;
    }

    /* How many articles are asked. */
    function reach() {
      return bundles.slice(0, opened).reduce(function (sum, bundle) { return sum + bundle.pages; }, 0);
    }

    function size(found) {
      return found.reduce(function (sum, one) { return sum + one.size; }, 0);
    }

    /* Where no word begins with what is asked, Pagefind takes one that what is asked begins with:
       which one depends on the bundle, so it does not count. A bundle has but the one or the other. */
    function begins(found, word) {
      var asked = plain(word);
      return Promise.all(found.map(function (one) {
        if (!one.size) return one;
        return shown(one.values().next().value).then(function (data) {
          var said = [data.content].concat(Object.values(data.meta)).join(" ");
          var has = said.split(/\s+/).some(function (written) {
            return plain(written).indexOf(asked) === 0 || written.split(/[^\p{L}\p{N}\p{M}]+/u).some(function (part) {
              return plain(part).indexOf(asked) === 0;
            });
          });
          return has ? one : new Map();
        });
      }));
    }

    /* What has a word, or one that begins so. Of these Pagefind loads the file of each bundle where
       they start: here, also those where they go on, of all that begin with `start`. */
    function beginning(word, start) {
      var files = new Set();
      bundles.slice(0, opened).forEach(function (bundle) {
        bundle.files.forEach(function (file) {
          /* Pagefind takes signs and inflections off: what is left of one may be in another file. */
          if (file[0].indexOf(start) === 0) files.add(file[0]).add(file[1]);
        });
      });
      if (!files.size) return ask(word);
      return pagefind("preload", Array.from(files).join(" ")).then(function () {
        return ask(word, word + "*");
      });
    }

    /* Whether it says nothing that a word which so many articles have is in a heading. */
    function isSlight(start, articles) {
      return start < LETTERS && start.length <= (articles > FREQUENT * reach() ? BEGINNING : 1);
    }

    /* The articles that have a word: as it is, inflected or not; where none has, as a beginning.
       Words that begin like it do not weigh; but what Pagefind says of the fields that a word is in
       holds of them as well, so all are asked for, but for what inflects the word. */
    function having(word) {
      var start = plain(word);
      var whole = ask("\"" + word + "\"");
      var near = start.length > BEGINNING
        ? beginning(word, start.slice(0, Math.ceil(start.length * STEM)))
        : whole.then(function (found) {
          var articles = size(found);
          var few = articles ? isSlight(start, articles) : start.length < BEGINNING;
          return few ? ask(word) : beginning(word, start);
        });
      return Promise.all([whole, near]).then(function (both) {
        var articles = size(both[0]);
        if (articles) {
          return { whole: true, slight: isSlight(start, articles), found: both[0], near: both[1],
            articles: articles };
        }
        return begins(both[1], word).then(function (found) {
          return { whole: false, found: found, near: both[1], articles: size(found) };
        });
      });
    }

    /* ----- all words ----- */

    /* As Pagefind reckons it, with numbers of 32 bits: those of very frequent words come to little. */
    function rarity(articles, of) {
      var round = Math.fround;
      return round(Math.log(round(1 + round((articles - of + 0.5) / (of + 0.5)))));
    }

    function common(several) {
      return several[0].map(function (first, number) {
        var left = Array.from(first.keys());
        several.slice(1).forEach(function (found) {
          left = left.filter(function (place) { return found[number].has(place); });
        });
        return left;
      });
    }

    /* How well an article answers: BM25 as Pagefind has it, with what all bundles together know,
       and a part for each field by how much of what is asked is in it. */
    function relevance(words) {
      words.forEach(function (one) { one.rarity = rarity(total, one.articles); });
      var asked = words.reduce(function (sum, one) { return sum + (one.slight ? 0 : one.rarity); }, 0);
      return function (bundle, place) {
        var score = 0;
        var fields = {};
        words.forEach(function (one) {
          var near = one.near[bundle.number];
          var result = near.get(place);
          if (!result) return;
          var text = bundle.scale * result.score / rarity(bundle.pages, near.size);
          score += one.rarity * (one.whole ? text : Math.min(result.words.length, 1));
          if (one.slight) return;
          (result.matchedMetaFields || []).forEach(function (field) {
            fields[field] = (fields[field] || 0) + one.rarity;
          });
        });
        Object.keys(fields).forEach(function (field) {
          score += WEIGHTS[field] * fields[field] * Math.pow(fields[field] / asked, 2);
        });
        return score;
      };
    }

    function phrase(forms) {
      return ask(forms[0]).then(function (found) {
        return size(found) || forms.length === 1 ? found : phrase(forms.slice(1));
      });
    }

    /* Places by bundle, a score for each where there is one, and who came by one name. */
    function matching(request) {
      var tokens = Promise.all(request.tokens.map(function (token) { return ask("\"" + token + "\""); }));
      if (request.phrases.length) {
        return Promise.all([phrase(request.phrases), tokens]).then(function (both) {
          return { places: common([both[0]].concat(both[1])), results: [both[0]],
            score: function (bundle, place) {
              var result = both[0][bundle.number].get(place);
              return result ? result.score : 0;
            } };
        });
      }
      if (!request.words.length) {
        return tokens.then(function (found) {
          if (found.length) return { places: common(found), results: found };
          return { results: [], places: bundles.slice(0, opened).map(function (bundle) {
            return Array.from({ length: bundle.pages }, function (none, place) { return place; });
          }) };
        });
      }
      return Promise.all([
        Promise.all(request.words.map(having)), tokens, ask(request.words.join(" ")),
        request.name ? ask("\"" + request.name + "\"") : null
      ]).then(function (all) {
        /* A word that no article has is passed over, as long as another one is left. */
        var words = all[0].filter(function (one) { return one.articles; });
        if (!words.length) return { places: [], results: [] };
        var founds = words.map(function (one) { return one.found; });
        return { places: common(founds.concat(all[1])), results: [all[2]].concat(founds),
          named: all[3], score: relevance(words) };
      });
    }

    /* ----- facets ----- */

    /* Which facets an article does not meet. `any`: one of the ids will do; else it needs all. */
    function unmet(bundle, place, chosen) {
      return Object.keys(chosen).filter(function (facet) {
        var has = bundle.facets[facet][place];
        var meets = function (id) { return has.indexOf(id) >= 0; };
        var ids = chosen[facet].ids;
        return !(chosen[facet].any ? ids.some(meets) : ids.every(meets));
      });
    }

    /* `phrases`: forms of one phrase of which the first that is found holds; else `words`, and
       `name`, the words as one. `tokens`: words that an article must have besides. `chosen`: by
       facet `ids` and `any`. `order`: newest, oldest, or "".

       The answer: `hits`, in order, each with `bundle` and `place` in it; `open`, whether older
       articles were not asked; and `count`, which promises the numbers of articles by facet and
       id, a facet of which any id will do counted as if nothing were chosen in it. */
    function find(request) {
      var narrowed = Object.keys(request.chosen).length > 0;
      return matching(request).then(function (matched) {
        return (narrowed ? facets(matched.places) : Promise.resolve()).then(function () { return matched; });
      }).then(function (matched) {
        var hits = [];
        matched.places.forEach(function (places, number) {
          var bundle = bundles[number];
          places.forEach(function (place) {
            if (narrowed && unmet(bundle, place, request.chosen).length) return;
            hits.push({ bundle: bundle, place: place, results: matched.results });
          });
        });
        return {
          hits: ordered(hits, matched, request.order),
          open: opened < bundles.length,
          count: function () {
            return facets(matched.places).then(function () { return counted(matched.places, request.chosen); });
          }
        };
      });
    }

    function counted(places, chosen) {
      var counts = {};
      places.forEach(function (those, number) {
        var bundle = bundles[number];
        those.forEach(function (place) {
          var lacks = unmet(bundle, place, chosen);
          if (lacks.length > 1) return;
          Object.keys(bundle.facets).forEach(function (facet) {
            if (lacks.length && !(lacks[0] === facet && chosen[facet].any)) return;
            var by = counts[facet] = counts[facet] || {};
            bundle.facets[facet][place].forEach(function (id) { by[id] = (by[id] || 0) + 1; });
          });
        });
      });
      return counts;
    }

    function newest(a, b) { return a.bundle.number - b.bundle.number || b.place - a.place; }

    function ordered(hits, matched, order) {
      hits.sort(newest);
      if (order === "oldest") return hits.reverse();
      if (order || !matched.score) return hits;
      hits.forEach(function (hit) {
        hit.score = matched.score(hit.bundle, hit.place);
        /* Articles that know the words as one name come first. */
        hit.named = Boolean(matched.named && matched.named[hit.bundle.number].has(hit.place));
      });
      hits.sort(function (a, b) { return b.named - a.named || b.score - a.score || newest(a, b); });
      /* Equal scores differ in their last digits by bundle: there, the newest first. */
      var rank = 0;
      hits.forEach(function (hit, n) {
        var before = hits[n - 1];
        if (n && (hit.named !== before.named || before.score - hit.score > SAME * Math.max(before.score, 1))) rank = n;
        hit.rank = rank;
      });
      return hits.sort(function (a, b) { return a.rank - b.rank || newest(a, b); });
    }

    /* ----- what is shown of an article ----- */

    function unpacked(buffer) {
      var bytes = new Uint8Array(buffer);
      if (bytes[0] !== 31) return new TextDecoder().decode(bytes);
      return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    }

    /* What Pagefind keeps of an article, with an excerpt around what was found. */
    function data(hit) {
      for (var n = 0; n < hit.results.length; n += 1) {
        var result = hit.results[n][hit.bundle.number].get(hit.place);
        if (result) return shown(result);
      }
      var name = nameOf(hit.bundle, hit.place);
      return fetched(new URL(hit.bundle.name + "/fragment/" + name + ".pf_fragment", here).href)
        .then(function (response) { return response.arrayBuffer(); })
        .then(unpacked)
        .then(function (text) {
          var known = JSON.parse(text.replace("pagefind_dcd", ""));
          known.excerpt = known.content.split(/\s+/).slice(0, 32).join(" ")
            .replace(/</g, "&lt;").replace(/>/g, "&gt;");
          return known;
        });
    }

    function shown(result) { return pagefind("getData", result.data); }

    /* What is known of a facet's id: `kp|Corée du Nord|en=North Korea`, or the id alone. */
    function label(facet, id) { return (labels[facet] || {})[id] || id; }

    return fetched(new URL("bundles.json", here).href, { cache: "no-cache" })
      .then(function (response) { return response.json(); })
      .then(start)
      .then(function () {
        return { open: open, find: find, data: data, label: label };
      });
  };
})();
