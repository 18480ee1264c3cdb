/* Names of entities as they are typed, from small files by first letter: also where the site is
   opened from a folder. On the search page of all kinds, on a long index of its own, be it
   of a kind, of sources, authors or topics. All that is shown is set as text. */
(function () {
  "use strict";

  var home = document.querySelector("[data-names]");
  var box = home && home.querySelector(".search-names");
  if (!box) return;
  var words = home.querySelector("input[type=search]");
  var list = box.querySelector("ul");
  var status = home.querySelector(".filter-status");
  var root = home.dataset.root || "";
  var lang = home.dataset.lang;
  var files = home.dataset.files || lang + "-";   /* how the names of their files begin */
  var known = new Set((home.dataset.names || "").split(" ").filter(Boolean));
  var kind = home.dataset.kind || "";   /* an index: of this kind alone, from one letter on */
  var MOST = kind ? 60 : 8;
  var loaded = new Map();   /* by file: its entities, once they are there */
  var asked = new Set();

  window.dossier = window.dossier || {};
  window.dossier.names = function (key, entities) {
    loaded.set(key, entities.filter(function (entity) {
      return !kind || entity[2].split("/").slice(-2)[0] === kind;
    }).map(function (entity) {
      var forms = [entity[1]].concat(entity.slice(4)).map(fold);
      return { kind: entity[0], name: entity[1], address: entity[2], lead: entity[3],
        forms: forms, words: forms.join(" ").split(" ") };
    }));
    show();
  };

  /* As `initials_of` does it where the files are made. */
  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  function initialOf(folded) {
    var number = folded.codePointAt(0);
    return (number < 0x0E00 ? number : number & ~255).toString(16);
  }

  function load(initial) {
    var key = files + initial;
    if (!asked.has(key)) {
      asked.add(key);
      var script = document.createElement("script");
      script.src = root + "assets/names/" + key + ".js";
      document.head.appendChild(script);
    }
    return loaded.get(key);
  }

  /* How near a name is to what is typed: 0 it is it, 1 it begins so, 2 another name does, 3 its
     words do, in whatever order; -1 not at all. */
  function nearness(entity, typed) {
    if (entity.forms[0] === typed) return 0;
    if (entity.forms[0].indexOf(typed) === 0) return 1;
    if (entity.forms.some(function (form) { return form.indexOf(typed) === 0; })) return 2;
    var has = typed.split(" ").every(function (part) {
      return entity.words.some(function (word) { return word.indexOf(part) === 0; });
    });
    return has ? 3 : -1;
  }

  /* None before the file is there. */
  function matching(typed) {
    if (typed.length < (kind ? 1 : 2)) return [];
    var initial = initialOf(typed);
    var entities = known.has(initial) ? load(initial) : [];
    return entities && entities
      .map(function (entity) { return { entity: entity, near: nearness(entity, typed) }; })
      .filter(function (found) { return found.near >= 0; })
      .sort(function (a, b) {
        return a.near - b.near || (kind ? 0 : a.entity.name.length - b.entity.name.length)
          || a.entity.name.localeCompare(b.entity.name, lang);
      })
      .map(function (found) { return found.entity; });
  }

  function show() {
    var typed = fold(words.value);
    var every = matching(typed);
    var found = (every || []).slice(0, MOST);
    var more = every ? every.length - found.length : 0;
    list.textContent = "";
    found.forEach(function (entity) {
      var line = document.createElement("li");
      var link = document.createElement("a");
      link.href = root + entity.address.split("/").map(encodeURIComponent).join("/");
      link.textContent = entity.name;
      line.appendChild(link);
      var about = document.createElement("span");
      about.textContent = [kind ? "" : entity.kind, entity.lead].filter(Boolean).join(" · ");
      line.appendChild(document.createTextNode(" "));
      line.appendChild(about);
      list.appendChild(line);
    });
    box.hidden = !found.length;
    if (status) {
      status.textContent = typed && every && !found.length ? home.dataset.none
        : more ? home.dataset.more.replace("{n}", new Intl.NumberFormat(lang).format(more)) : "";
    }
  }

  words.addEventListener("input", show);
  window.addEventListener("popstate", function () { setTimeout(show); });
  if (!kind) words.value = new URLSearchParams(location.search).get("q") || "";
  if (!kind && location.protocol === "file:") {
    words.form.addEventListener("submit", function (event) { event.preventDefault(); });
  }
  show();
})();
