/* Dossier: what the reader's site can do beyond what its pages do without script.
   A classic script, deferred; words in the page's language come as its data attributes. */
(() => {
  "use strict";
  const words = document.currentScript.dataset;
  const root = document.documentElement;
  const site = document.currentScript.src.replace(/assets\/site\.js.*$/, "");
  root.classList.add("js");

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (tag, className, text = "") => {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  };
  const bare = (address) => address.replace(/[?#].*$/, "");

  /* What is remembered is a convenience: storage may be missing or forbidden. */
  const memory = {
    get(key) {
      try { return JSON.parse(localStorage.getItem(key)) ?? []; } catch { return []; }
    },
    set(key, value) {
      try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* not remembered */ }
    },
  };

  /* Text as it is compared: without case, marks on Latin letters, kinds of apostrophe, hyphen, space. */
  const fold = (text) => text
    .normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase()
    .replace(/[’‘ʼ`]/g, "'").replace(/[\u2010-\u2015-]/g, " ").replace(/\s+/g, " ")
    .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ø/g, "o").replace(/ł/g, "l").trim();

  /* Marks, switched off and on by kind: a button on each group of the list of names. */
  function switches() {
    const key = "dossier:marks-off";
    const off = new Set(memory.get(key));
    const marks = all(".story .m");
    for (const group of all(".entities .kind-group[data-kind]")) {
      const kind = group.dataset.kind;
      const mine = marks.filter((mark) => mark.dataset.kind === kind || mark.classList.contains("m-" + kind));
      const heading = group.querySelector("h2, h3");
      if (!heading || !mine.length) continue;
      const button = make("button", "marks");
      button.type = "button";
      button.title = words.show;
      button.setAttribute("aria-label", words.show + " – " + heading.textContent.trim());
      const show = () => {
        const hidden = off.has(kind);
        button.setAttribute("aria-pressed", String(!hidden));
        for (const mark of mine) mark.classList.toggle("off", hidden);
      };
      button.addEventListener("click", () => {
        if (!off.delete(kind)) off.add(kind);
        memory.set(key, [...off]);
        show();
      });
      show();
      heading.after(button);
    }
  }

  /* A filter hides the items of the page's lists that lack its words, and a list left empty. */
  function filters() {
    for (const input of all("input.filter, .filter input")) {
      const lists = all("main .index-list");
      if (!lists.length) continue;
      const items = lists.flatMap((list) => all(":scope > li", list))
        .map((element) => [element, fold(element.textContent)]);
      const status = make("p", "filter-status");
      status.setAttribute("role", "status");
      (input.closest("p") ?? input).after(status);
      const apply = () => {
        const parts = fold(input.value).split(" ").filter(Boolean);
        let shown = 0;
        for (const [element, text] of items) {
          element.hidden = !parts.every((part) => text.includes(part));
          shown += !element.hidden;
        }
        for (const list of lists) {
          const section = list.closest("section.letter");
          if (section) section.hidden = !list.querySelector("li:not([hidden])");
        }
        status.textContent = shown ? "" : words.none;
      };
      input.addEventListener("input", apply);
      if (input.value) apply();
    }
  }

  /* Sentences of one manner, of one source: the choices are those that the page has. */
  function choices() {
    const list = document.querySelector(".passages");
    const items = list ? all(":scope > li", list) : [];
    if (items.length < 3) return;
    const chosen = { manner: "", source: "" };
    const manners = new Map();
    for (const name of ["name", "surname", "adjective", "metonym", "description"]) {
      const mark = list.querySelector("mark[title].as-" + name);
      if (mark) manners.set(name, mark.title.split(/[;,]/)[0].trim());
    }
    const sources = new Set(items.map((item) => item.dataset.source).filter(Boolean));
    const box = document.querySelector(".choices");
    if (!box) return;
    const status = make("span", "count");
    status.setAttribute("role", "status");
    const apply = () => {
      let shown = 0;
      for (const item of items) {
        let some = !chosen.manner;
        for (const passage of all(".passage-text", item)) {
          passage.hidden = chosen.manner !== "" && !passage.dataset.manner.split(" ").includes(chosen.manner);
          some ||= !passage.hidden;
        }
        item.hidden = !some || (chosen.source !== "" && item.dataset.source !== chosen.source);
        shown += !item.hidden;
      }
      status.textContent = words.shown.replace("{n}", shown).replace("{all}", items.length);
    };
    if (manners.size > 1) {
      for (const [name, label] of [["", words.all], ...manners]) {
        const button = make("button", "", label);
        button.type = "button";
        button.setAttribute("aria-pressed", String(!name));
        button.addEventListener("click", () => {
          chosen.manner = name;
          for (const other of all("button", box)) other.setAttribute("aria-pressed", String(other === button));
          apply();
        });
        box.append(button);
      }
    }
    if (sources.size > 1) {
      const select = make("select", "");
      select.setAttribute("aria-label", words.source);
      for (const source of ["", ...[...sources].sort(new Intl.Collator(root.lang).compare)]) {
        const option = make("option", "", source || words.sources);
        option.value = source;
        select.append(option);
      }
      select.addEventListener("change", () => { chosen.source = select.value; apply(); });
      box.append(select);
    }
    if (!box.hasChildNodes()) return;
    box.append(status);
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", words.filters);
    apply();
  }

  /* Articles as links to them are previewed: a script a month, which calls `previews`. */
  const months = new Map();
  window.dossier = { previews(month, articles) { months.set(month, articles); } };
  const when = (date) => {
    const parts = date.slice(0, 10).split("-").map(Number);
    if (parts.length === 1) return date;
    const style = parts.length === 2 ? { year: "numeric", month: "long" } : { dateStyle: "long" };
    const shown = new Intl.DateTimeFormat(root.lang, { ...style, timeZone: "UTC" })
      .format(Date.UTC(parts[0], parts[1] - 1, parts[2] ?? 1));
    return /^fr/.test(root.lang) ? shown.replace(/^1 /, "1er ") : shown;
  };
  function article(link, loaded) {
    const found = /\/articles\/(\d{4})(?:\/(\d\d))?\/([^/]+\.html)$/.exec(bare(link.href));
    if (!found || !link.href.startsWith(site) || bare(link.href) === bare(location.href)) return null;
    const month = found[1] + (found[2] ? "-" + found[2] : "");
    if (!months.has(month)) {
      months.set(month, {});
      const script = make("script", "");
      script.src = site + "assets/previews/" + month + ".js";
      script.addEventListener("load", loaded);
      document.head.append(script);
    }
    return months.get(month)[decodeURIComponent(found[3])] ?? null;
  }

  /* French sets these signs apart: a line should not begin with one. */
  const kept = (text, lang) =>
    /^fr(-|$)/.test(lang) ? text.replace(/ (?=[:;!?»])/g, "\u00a0").replace(/« /g, "«\u00a0") : text;

  /* A preview of an entity, from what the page itself says of it, or of an article. */
  function previews() {
    const known = new Map();
    for (const item of all(".entities .entity-list > li")) {
      const link = item.querySelector("a.entity-name");
      if (link) known.set(bare(link.href), item);
    }
    const box = make("div", "preview");
    box.id = "preview";
    box.setAttribute("role", "tooltip");
    let shown = null;
    let title = "";
    let timer = 0;
    let wanted = null;

    const fill = (link) => {
      box.replaceChildren();
      delete box.dataset.kind;
      const add = (text, tag = "span") => { if (text) box.append(make(tag, "", text)); };
      const item = known.get(bare(link.href));
      if (link.matches(".m")) {
        if (item) {
          Object.assign(box.dataset, item.closest(".kind-group")?.dataset);
          const name = item.querySelector(".entity-name");
          add(name.textContent.trim(), "strong");
          add(item.querySelector(".role")?.textContent);
          add(name.dataset.preview);
        }
        add(/\((.*)\)$/s.exec(link.title)?.[1] ?? link.title, item ? "small" : "span");
      } else if (link.dataset.preview) {
        add(link.dataset.preview);
      } else {
        const told = article(link, () => { if (wanted === link) show(link); });
        if (!told) return false;
        const [name, date, source, lead, lang] = told;
        if (link.textContent.trim() !== name) add(kept(name, lang), "strong");
        add([when(date), source].filter(Boolean).join(" · "), "small");
        add(kept(lead, lang));
        for (const part of box.children) if (part.tagName !== "SMALL") Object.assign(part, { lang, dir: "auto" });
      }
      return box.hasChildNodes();
    };
    const hide = () => {
      clearTimeout(timer);
      wanted = null;
      if (shown) {
        shown.removeAttribute("aria-describedby");
        if (title) shown.title = title;
      }
      shown = null;
      box.remove();
    };
    const show = (link, at) => {
      if (link === shown) return;
      hide();
      wanted = link;
      if (!fill(link)) return;
      shown = link;
      title = link.title; // else the browser would show it as well
      link.removeAttribute("title");
      link.setAttribute("aria-describedby", box.id);
      document.querySelector("main").append(box);
      const rects = [...link.getClientRects()];
      const rect = rects.find((r) => at && at.y >= r.top - 2 && at.y <= r.bottom + 2) ?? link.getBoundingClientRect();
      const room = root.clientWidth - box.offsetWidth - 16;
      const start = root.dir === "rtl" ? rect.right - box.offsetWidth : rect.left;
      const below = rect.bottom + box.offsetHeight + 8 < innerHeight || rect.top < box.offsetHeight + 8;
      box.style.left = scrollX + Math.max(16, Math.min(start, room)) + "px";
      box.style.top = scrollY + (below ? rect.bottom + 4 : rect.top - box.offsetHeight - 4) + "px";
    };
    const linkAt = (target) => {
      const link = target.closest?.("main a");
      return link && !link.closest(".passage-text, .cite") ? link.matches("a.m, a[data-preview]") || /\/articles\//.test(link.href) ? link : null : null;
    };

    document.addEventListener("pointerover", (event) => {
      if (event.pointerType !== "mouse") return;
      clearTimeout(timer);
      if (box.contains(event.target)) return;
      const link = linkAt(event.target);
      if (link) timer = setTimeout(show, 250, link, { y: event.clientY });
      else if (shown && shown !== document.activeElement) timer = setTimeout(hide, 250);
    });
    /* A first tap shows what a second one follows. */
    let touched = false;
    document.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; });
    document.addEventListener("click", (event) => {
      const link = linkAt(event.target);
      if (!touched || link === shown) return;
      if (!link) hide();
      else if (link.closest(".story") && fill(link)) {
        event.preventDefault();
        show(link, { y: event.clientY });
      }
    });
    document.addEventListener("focusin", (event) => {
      const link = linkAt(event.target);
      if (link?.matches(":focus-visible")) show(link);
      else hide();
    });
    document.addEventListener("focusout", hide);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  }

  /* A link to a sentence: offered where a reader selects words in it. The address also says
     which sentence it was by number (?s=12), for the day on which its words have changed. */
  function sentences() {
    const every = all(".story .s[id]");
    if (!every.length) return;
    const number = Number(new URLSearchParams(location.search).get("s"));
    const wanted = decodeURIComponent(location.hash.slice(1));
    if (number && wanted.startsWith("s-") && !document.getElementById(wanted) && every[number - 1]) {
      const note = make("p", "note-box", words.changed);
      note.setAttribute("role", "status");
      document.querySelector(".story-body")?.before(note);
      every[number - 1].classList.add("target");
      every[number - 1].scrollIntoView({ block: "center" });
    }
    const button = make("button", "copy-link", words.link);
    button.type = "button";
    let sentence = null;
    document.addEventListener("selectionchange", () => {
      const selection = getSelection();
      const node = selection.isCollapsed ? null : selection.anchorNode;
      const found = (node?.nodeType === 1 ? node : node?.parentElement)?.closest(".story .s[id]");
      if (!found) {
        if (document.activeElement !== button) button.remove();
        return;
      }
      sentence = found;
      button.textContent = words.link;
      const rect = selection.getRangeAt(0).getBoundingClientRect();
      document.querySelector("main").append(button);
      button.style.left = scrollX + Math.max(8, Math.min(rect.left, root.clientWidth - button.offsetWidth - 8)) + "px";
      button.style.top = scrollY + rect.bottom + 6 + "px";
    });
    button.addEventListener("click", () => {
      const place = every.indexOf(sentence) + 1;
      copy(bare(location.href) + "?s=" + place + "#" + sentence.id, button);
    });
  }

  async function copy(text, button) {
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = words.copied;
      setTimeout(() => { button.textContent = before; }, 2000);
    } catch {
      prompt(words.copy, text);
    }
  }

  /* A citation gets a button that copies it. */
  function citations() {
    for (const cite of all(".cite")) {
      const text = cite.matches("pre") ? cite.textContent : cite.textContent.replace(/\s+/g, " ").trim();
      const button = make("button", "copy", words.copy);
      button.type = "button";
      button.addEventListener("click", () => copy(text, button));
      cite.after(button);
    }
  }

  /* The list of who and where follows: those whose marks are on the screen stand out. */
  function following() {
    const items = new Map();
    for (const item of all(".entities .entity-list > li")) {
      const seen = new Set();
      for (const link of all("a.jump, .jumps a", item)) {
        const mark = document.getElementById(link.hash.slice(1));
        if (mark) items.set(mark, [...(items.get(mark) ?? []), [item, seen]]);
      }
    }
    if (!items.size || !("IntersectionObserver" in window)) return;
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        for (const [item, seen] of items.get(target)) {
          if (isIntersecting) seen.add(target); else seen.delete(target);
          item.classList.toggle("here", seen.size > 0);
        }
      }
    });
    for (const mark of items.keys()) observer.observe(mark);
  }

  /* The archivist's notes stand beside the text where there is room, each by its sign. */
  function notes() {
    const section = document.querySelector(".story > .notes");
    const items = all("li[id]", section ?? document.createElement("p"));
    if (!items.length) return;
    const room = matchMedia("(min-width: 75rem)");
    const place = () => {
      section.classList.toggle("placed", true);
      let free = 0;
      for (const item of items) {
        item.style.removeProperty("top");
        const sign = document.getElementById("note-ref-" + item.value);
        if (!room.matches || !sign) continue;
        const top = Math.max(free, sign.getBoundingClientRect().top - section.parentElement.getBoundingClientRect().top);
        item.style.top = top + "px";
        free = top + item.offsetHeight + 12;
      }
      section.parentElement.style.minBlockSize = free ? free + "px" : "";
    };
    place();
    addEventListener("resize", place);
    document.fonts?.ready.then(place);
  }

  /* A table too wide for its column scrolls: by keyboard as well. */
  function tables() {
    for (const table of all(":is(.story-body, .entity-text) table")) {
      if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
    }
  }

  for (const part of [switches, filters, choices, previews, sentences, citations, notes, following, tables]) part();
})();
