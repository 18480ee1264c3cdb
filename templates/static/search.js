/* The search page: a form, facets and results over the index (search-index.js).
   All that is shown is set as text; the words of the interface are in data attributes. */
(function () {
  "use strict";

  var home = document.getElementById("search");
  if (!home) return;
  var root = home.dataset.root || "";
  var lang = home.dataset.lang || document.documentElement.lang || "en";
  var words = document.getElementById("search-words");
  var sort = document.getElementById("search-sort");
  var status = document.getElementById("search-status");
  var facets = document.getElementById("search-facets");
  var opener = document.getElementById("search-open");
  var wide = window.matchMedia("(min-width: 52rem)");
  var results = document.getElementById("search-results");
  var more = document.getElementById("search-more");
  var form = words.form;

  var PAGE = 10;
  var FEW = 8;
  /* `any`: an article has one value, so several values widen; else each value narrows. */
  var FACETS = [
    { key: "country", any: false, coded: true },
    { key: "source", any: true, coded: false },
    { key: "year", any: true, coded: false },
    { key: "language", any: true, coded: false },
    { key: "kind", any: true, coded: true }
  ];
  var STOP = new Set((
    "a à au aux avec ce ces cet cette dans de des du elle elles en est et eux il ils j je l la le " +
    "les leur leurs lui ma mais me mes mon ne nos notre nous on ont ou où par pas pour qu quand que " +
    "qui sa sans se ses si son sont sur ta tes toi ton tu un une vos votre vous y c d m n s t " +
    "été être avoir était jusqu lorsqu puisqu quoiqu " +
    "an and are as at be been but by can for from had has have he her his i in into is it its not " +
    "of or our she so such than that the their them then there these they this to was we were what " +
    "when where which who will with you your"
  ).split(" "));
  /* In "Kim Jong Un" and "Kim Jong Il" these are names: so they are where they end a query. */
  var NAMES = new Set(["un", "il", "on", "an", "so", "he", "ma", "son", "to"]);

  function text(key, values) {
    var string = home.dataset["text" + key.charAt(0).toUpperCase() + key.slice(1)] || "";
    return string.replace(/\{(\w+)\}/g, function (all, name) {
      return values && name in values ? values[name] : all;
    });
  }

  function number(n) {
    try { return new Intl.NumberFormat(lang).format(n); } catch (error) { return String(n); }
  }

  function count(n) {
    var one = n === 1;
    try { one = new Intl.PluralRules(lang).select(n) === "one"; } catch (error) { /* as it is */ }
    return text(one ? "one" : "other", { n: number(n) });
  }

  /* The same folding as that of the documents. */
  function fold(string) {
    return string.normalize("NFC")
      .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
      .replace(/[\u2018\u2019\u201b\u02bc\u00b4`\u2032]/g, "'")
      .replace(/[\u201c-\u201f\u00ab\u00bb]/g, "\"")
      .replace(/[\u2010-\u2015\u2212]/g, "-")
      .replace(/\u0153/g, "oe").replace(/\u0152/g, "Oe")
      .replace(/\u00e6/g, "ae").replace(/\u00c6/g, "Ae")
      .replace(/\s+/g, " ").trim();
  }

  /* What a query asks: the forms of a phrase, of which the first that finds anything holds, or words. */
  function asked(query) {
    var folded = fold(query);
    var phrase = /^" ?(.+?) ?"$/.exec(folded);
    /* Pagefind takes a phrase alone or not at all: with an entity's token it is words. */
    if (phrase && phrase[1].indexOf("\"") < 0 && !state["with"].length) {
      var forms = ["\"" + phrase[1] + "\""];
      var spaced = phrase[1].replace(/-/g, " ");
      if (spaced !== phrase[1]) forms.push("\"" + spaced + "\"");
      return { exact: true, phrases: forms, words: [], name: "" };
    }
    var all = folded.replace(/["'\-\/_]+/g, " ").trim().split(/\s+/)
      .filter(function (word) { return /[\p{L}\p{N}]/u.test(word); });
    var kept = all.filter(function (word, i) {
      var low = word.toLowerCase();
      if (!STOP.has(low)) return true;
      if (i > 0 && NAMES.has(low)) return i === all.length - 1 || word !== low;
      return false;
    });
    return { exact: false, phrases: [], words: kept.length ? kept : all,
      name: all.length > 1 && all.length < 7 && folded.indexOf("'") < 0 ? all.join("") : "" };
  }

  function token(entity) {
    return "q" + entity.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "") + "zq";
  }

  /* ----- the state: all of it is in the address ----- */

  function read() {
    var given = new URLSearchParams(location.search);
    var state = { q: given.get("q") || "", sort: given.get("sort") || "", "with": given.getAll("with"),
      shown: Math.min(Math.max(parseInt(given.get("shown"), 10) || PAGE, PAGE), 500) };
    if (state.sort !== "newest" && state.sort !== "oldest") state.sort = "";
    FACETS.forEach(function (facet) { state[facet.key] = given.getAll(facet.key); });
    return state;
  }

  function address(state) {
    var to = new URLSearchParams();
    if (state.q) to.set("q", state.q);
    FACETS.forEach(function (facet) {
      state[facet.key].forEach(function (value) { to.append(facet.key, value); });
    });
    state["with"].forEach(function (entity) { to.append("with", entity); });
    if (state.sort) to.set("sort", state.sort);
    if (state.shown > PAGE) to.set("shown", state.shown);
    var query = to.toString();
    return location.pathname + (query ? "?" + query : "");
  }

  function remember(push) {
    var here = address(state);
    if (here === location.pathname + location.search) return;
    if (push) history.pushState(null, "", here);
    else history.replaceState(null, "", here);
  }

  /* ----- the index ----- */

  var loading = null;

  function load() {
    if (!loading) {
      loading = window.dossierIndex(root + "pagefind/")
        .then(function (index) { return index.open(false).then(function () { return index; }); });
      loading.catch(function () { loading = null; });
    }
    return loading;
  }

  function labelOf(facet, value) {
    if (facet.coded) {
      var parts = shower.label(facet.key, value).split("|");
      var own = parts.slice(2).filter(function (part) { return part.indexOf(lang + "=") === 0; })[0];
      return own ? own.slice(lang.length + 1) : parts[1] || parts[0];
    }
    if (facet.key === "language") {
      try { return new Intl.DisplayNames([lang], { type: "language" }).of(value); } catch (error) { return value; }
    }
    return value;
  }

  /* A value that the index does not know stays in the filter: it finds nothing, and says so. */
  function chosen() {
    var all = {};
    FACETS.forEach(function (facet) {
      if (!state[facet.key].length) return;
      all[facet.key] = { ids: state[facet.key], any: facet.any };
    });
    return all;
  }

  var state = read();
  var run = 0;
  var found = [];
  var shower = null;
  var uncounted = null;  /* what counts the facets of what is shown, as long as nobody sees them */

  function search() {
    var mine = ++run;
    var query = asked(state.q);
    var request = { phrases: query.phrases, words: query.words, name: query.name,
      tokens: state["with"].map(token), chosen: chosen(),
      order: state.sort || (state.q ? "" : "newest") };
    status.textContent = text("searching");
    /* What the newest articles answer is shown while older ones are still to be asked. */
    function answer(index) {
      return index.find(request).then(function (got) {
        if (mine !== run) return undefined;
        found = got.hits;
        shower = index;
        uncounted = got.count;
        return show(mine, 0, state.shown).then(countFacets).then(function () {
          if (mine !== run) return undefined;
          say(query, got.open);
          return got.open ? index.open(true).then(function () { return answer(index); }) : undefined;
        });
      });
    }
    return load().then(answer).catch(function (error) {
      if (mine !== run) return;
      if (window.console) console.error(error);
      results.textContent = "";
      more.hidden = true;
      status.textContent = text("missing");
    });
  }

  function say(query, open) {
    var limits = state["with"].map(function (entity) {
      return text("with", { name: entity.replace(/^.*\//, "").replace(/-/g, " ") });
    });
    var said = found.length ? count(found.length) : open ? "" : text(query.exact ? "noneExact" : "none");
    status.textContent = [said, open ? text("older") : ""].filter(Boolean).concat(limits).join(" · ");
  }

  /* ----- what is shown ----- */

  function element(name, className, content) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (content !== undefined) made.textContent = content;
    return made;
  }

  function dateOf(iso) {
    var parts = iso.split("T")[0].split("-").map(Number);
    var shape = { year: "numeric", timeZone: "UTC" };
    if (parts.length > 1) shape.month = "long";
    if (parts.length > 2) shape.day = "numeric";
    try {
      var day = new Date(0);
      day.setUTCFullYear(parts[0], (parts[1] || 1) - 1, parts[2] || 1);
      var shown = new Intl.DateTimeFormat(lang, shape).format(day);
      return /^fr/.test(lang) ? shown.replace(/^1 /, "1er ") : shown;
    } catch (error) { return iso; }
  }

  /* French sets these signs apart: a line should not begin with one. */
  function kept(string, written) {
    if (!/^fr(-|$)/.test(written || "")) return string;
    return string.replace(/ ([:;!?»])/g, "\u00a0$1").replace(/« /g, "«\u00a0");
  }

  /* Where a name is searched for, its words in another's name are not meant: those of "Kim Jong Un"
     in "Kim Jong Il" and "Kim Yo Jong". `parts` are [words, whether they are marked]. */
  function unmarkOthers(parts, asked) {
    for (var from = 0; from < parts.length; from += 1) {
      if (!parts[from][1]) continue;
      var to = from;
      while (to + 2 < parts.length && /^[\s-]+$/.test(parts[to + 1][0]) && parts[to + 2][1]) to += 2;
      var run = parts.slice(from, to + 1).map(function (part) { return part[0]; }).join(" ");
      var has = fold(run).toLowerCase().split(/[^\p{L}\p{N}]+/u);
      var goesOn = parts[to + 1] && /^[\s-]+\p{Lu}/u.test(parts[to + 1][0]);
      var began = from > 0 && has[0] !== asked[0].toLowerCase() && /\p{Lu}\p{L}*[\s-]+$/u.test(parts[from - 1][0]);
      if ((goesOn || began) && !/(^|[\s-])\p{Ll}/u.test(run) && !asked.every(function (word) { return has.indexOf(word.toLowerCase()) >= 0; })) {
        for (var n = from; n <= to; n += 1) parts[n][1] = false;
      }
      from = to;
    }
  }

  /* Pagefind writes `<mark>` around what it found, and < and > of the text as entities. What it
     was given has straight apostrophes, or it would take two words for one, and no ligatures: `meta.joined`
     has the words that had some. */
  function excerpt(target, marked, written, meta) {
    var query = asked(state.q);
    var stops = query.exact || query.words.every(function (word) { return STOP.has(word.toLowerCase()); });
    /* By its stem, "Un" of a name also finds "une". */
    function meant(found) {
      var bare = fold(found).replace(/^.*'|[^\p{L}\p{N}]+$/gu, "");
      var low = bare.toLowerCase();
      return stops || !STOP.has(low) || (bare !== low && NAMES.has(low));
    }
    var parts = [];
    function add(plain, mark) {
      var last = parts[parts.length - 1];
      if (!plain) return;
      if (last && !last[1] && !mark) last[0] += plain;
      else parts.push([plain, mark]);
    }
    marked.split(/(<mark>[^<]*<\/mark>)/).forEach(function (part) {
      var inside = /^<mark>([^<]*)<\/mark>$/.exec(part);
      var plain = (inside ? inside[1] : part).replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/(\p{L})'/gu, "$1’");
      (meta.joined || "").split(" ").filter(Boolean).forEach(function (word) {
        plain = plain.replace(new RegExp("(^|[^\\p{L}])" + fold(word) + "(?!\\p{L})", "gu"), "$1" + word);
      });
      if (!inside || !meant(plain)) return add(plain, false);
      var whole = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(plain);
      add(whole[1], false);
      add(whole[2], true);
      return add(whole[3], false);
    });
    var known = query.name && (found.some(function (hit) { return hit.named; }) ||
      (meta.names || "").toLowerCase().indexOf(query.name.toLowerCase()) >= 0);
    if (known && query.words.length > 1) unmarkOthers(parts, query.words);
    parts.forEach(function (part) {
      var shown = kept(part[0], written);
      target.append(part[1] ? element("mark", "", shown) : shown);
    });
  }

  function linkTo(url) {
    return root + url.replace(/^\/+/, "").split("/").map(encodeURIComponent).join("/");
  }

  function item(data) {
    var line = element("li", "search-result");
    var heading = element("h2", "search-title");
    var written = (data.filters.language || [])[0];
    var link = element("a", "", kept(data.meta.title || data.raw_url, written));
    link.href = linkTo(data.raw_url || data.url);
    if (written) heading.lang = written;
    heading.dir = "auto";
    heading.appendChild(link);
    line.appendChild(heading);
    var about = element("p", "search-about");
    if (data.meta.date) {
      var time = element("time", "", dateOf(data.meta.date));
      time.dateTime = data.meta.date;
      about.appendChild(time);
    }
    if (data.meta.source) {
      if (about.firstChild) about.appendChild(document.createTextNode(" · "));
      about.appendChild(element("span", "search-source", data.meta.source));
    }
    line.appendChild(about);
    if (data.excerpt) {
      var sentence = element("p", "search-excerpt");
      if (written) sentence.lang = written;
      sentence.dir = "auto";
      excerpt(sentence, data.excerpt, written, data.meta);
      line.appendChild(sentence);
    }
    return line;
  }

  function show(mine, from, to) {
    return Promise.all(found.slice(from, to).map(function (hit) { return shower.data(hit); }))
      .then(function (all) {
        if (mine !== run) return;
        if (from === 0) results.textContent = "";
        all.forEach(function (data) { results.appendChild(item(data)); });
        var left = found.length - Math.min(to, found.length);
        more.hidden = left === 0;
        more.textContent = text("more", { n: number(left) });
      });
  }

  function choices(facet, counts) {
    var all = Object.keys(counts || {}).map(function (id) {
      return { id: id, label: labelOf(facet, id), n: counts[id],
        chosen: state[facet.key].indexOf(id) >= 0 };
    }).filter(function (choice) { return choice.n > 0 || choice.chosen; });
    state[facet.key].forEach(function (id) {
      if (!all.some(function (choice) { return choice.id === id; })) {
        all.push({ id: id, label: id, n: 0, chosen: true });
      }
    });
    return all.sort(function (a, b) {
      if (facet.key === "year") return a.id < b.id ? 1 : -1;
      return b.chosen - a.chosen || b.n - a.n || a.label.localeCompare(b.label, lang);
    });
  }

  function checkbox(facet, choice) {
    var line = element("label", "search-choice");
    var box = document.createElement("input");
    box.type = "checkbox";
    box.name = facet.key;
    box.value = choice.id;
    box.checked = choice.chosen;
    line.appendChild(box);
    line.appendChild(element("span", "search-value", " " + choice.label + " "));
    line.appendChild(element("span", "search-count", "(" + number(choice.n) + ")"));
    return line;
  }

  /* The filters that stand behind a button are counted when it is pressed: on a phone, a fifth of
     what a first search loads. */
  function countFacets() {
    var count = uncounted;
    if (!count) return undefined;
    if (!wide.matches && !facets.classList.contains("open")) {
      opener.dataset.chosen = chosenBoxes() || "";
      opener.hidden = found.length < 2 && !chosenBoxes();
      return undefined;
    }
    return count().then(function (counts) {
      if (count !== uncounted) return;
      uncounted = null;
      showFacets(counts);
    });
  }

  function chosenBoxes() {
    return FACETS.reduce(function (sum, facet) { return sum + state[facet.key].length; }, 0);
  }

  function showFacets(counts) {
    var focus = document.activeElement;
    var back = facets.contains(focus) ? { name: focus.name, value: focus.value } : null;
    var open = Array.from(facets.querySelectorAll("details[open]"), function (d) { return d.dataset.key; });
    facets.textContent = "";
    FACETS.forEach(function (facet) {
      var all = choices(facet, counts[facet.key]);
      if (all.length < 2 && !state[facet.key].length) return;
      var group = element("fieldset", "search-facet");
      group.appendChild(element("legend", "", text(facet.key)));
      all.slice(0, FEW).forEach(function (choice) { group.appendChild(checkbox(facet, choice)); });
      if (all.length > FEW) {
        var rest = element("details", "search-rest");
        rest.dataset.key = facet.key;
        rest.open = open.indexOf(facet.key) >= 0;
        rest.appendChild(element("summary", "", text("values", { n: number(all.length - FEW) })));
        all.slice(FEW).forEach(function (choice) { rest.appendChild(checkbox(facet, choice)); });
        group.appendChild(rest);
      }
      facets.appendChild(group);
    });
    if (chosenBoxes() || state["with"].length) {
      var clear = element("button", "search-clear", text("clear"));
      clear.type = "button";
      clear.addEventListener("click", function () {
        FACETS.forEach(function (facet) { state[facet.key] = []; });
        state["with"] = [];
        state.shown = PAGE;
        remember(true);
        search();
        words.focus();
      });
      facets.appendChild(clear);
    }
    facets.hidden = opener.hidden = !facets.firstChild;
    opener.dataset.chosen = chosenBoxes() || "";
    if (back) {
      Array.from(facets.elements).some(function (box) {
        if (box.name !== back.name || box.value !== back.value || box.type !== "checkbox") return false;
        box.focus();
        return true;
      });
    }
  }

  /* ----- what a reader does ----- */

  function start() {
    state = read();
    words.value = state.q;
    sort.value = state.sort;
    return search();
  }

  if (location.protocol === "file:") {
    status.textContent = text("file");
    sort.parentNode.hidden = true;
    return;  /* names are found all the same (search-names.js) */
  }

  var typed = null;
  words.addEventListener("input", function () {
    clearTimeout(typed);
    typed = setTimeout(function () {
      state.q = words.value.trim();
      state.shown = PAGE;
      remember(false);
      search();
    }, 250);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(typed);
    state.q = words.value.trim();
    state.shown = PAGE;
    remember(true);
    search();
  });
  sort.addEventListener("change", function () {
    state.sort = sort.value;
    state.shown = PAGE;
    remember(true);
    search();
  });
  /* Where there is little room, the filters stand behind a button. */
  opener.addEventListener("click", function () {
    opener.setAttribute("aria-expanded", String(facets.classList.toggle("open")));
    countFacets();
  });
  wide.addEventListener("change", countFacets);
  facets.addEventListener("submit", function (event) { event.preventDefault(); });
  facets.addEventListener("change", function (event) {
    var box = event.target;
    state[box.name] = state[box.name].filter(function (id) { return id !== box.value; });
    if (box.checked) state[box.name].push(box.value);
    state.shown = PAGE;
    remember(true);
    search();
  });
  more.addEventListener("click", function () {
    var from = state.shown;
    state.shown += PAGE;
    remember(false);
    show(run, from, state.shown).then(function () {
      var next = results.children[from];
      if (next) next.querySelector("a").focus();
    });
  });
  window.addEventListener("popstate", start);
  start();
})();
