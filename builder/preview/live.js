// In every page of the preview: reloads it where the reader was, and shows what is wrong.
(() => {
  "use strict";
  const missing = document.body.dataset.dossierMissing;
  const here = location.pathname + location.search;
  const kept = "dossier-place:" + here;
  // What the page shows: it may be out of date before it hears of anything.
  const { epoch, index, late } = document.currentScript.dataset;
  let known = { epoch, index: Number(index), late: Number(late) };
  let source = null, box = null, dismissed = "";

  // Where the reader is: the first thing with a name that can be seen, and how far down.
  const place = () => {
    const found = { x: scrollX, y: scrollY, id: "", top: 0, open: [] };
    for (const element of document.querySelectorAll("main [id]")) {
      const top = element.getBoundingClientRect().top;
      if (top >= 0 && top < innerHeight) { found.id = element.id; found.top = top; break; }
    }
    return found;
  };
  const restore = () => {
    const text = sessionStorage.getItem(kept);
    sessionStorage.removeItem(kept);
    if (!text) return;
    const old = JSON.parse(text);
    const back = () => {
      const element = old.id && old.y > 0 ? document.getElementById(old.id) : null;
      const y = element ? scrollY + element.getBoundingClientRect().top - old.top : old.y;
      scrollTo({ left: old.x, top: y, behavior: "instant" });
    };
    history.scrollRestoration = "manual";
    back();
    // Again once everything has its size, unless the reader has moved on.
    let moved = false;
    for (const name of ["wheel", "touchmove", "keydown", "pointerdown"]) {
      addEventListener(name, () => { moved = true; }, { once: true, passive: true });
    }
    addEventListener("load", () => {
      if (!moved) back();
      history.scrollRestoration = "auto";
    });
  };
  const reload = () => {
    if (source) source.close();
    sessionStorage.setItem(kept, JSON.stringify(place()));
    location.reload();
  };

  const STYLE = `
    section { position: fixed; inset: auto 0 0 0; max-height: 60vh; overflow: auto; z-index: 2147483647;
      box-sizing: border-box; background: #2b1010; color: #fff; border-top: 4px solid #ff6b70;
      padding: 1rem 1.25rem; font: 14px/1.5 ui-monospace, monospace; text-align: left; }
    h2 { font: bold 16px/1.3 system-ui, sans-serif; margin: 0 3rem .75rem 0; }
    article { margin: 0 0 1rem; }
    p { margin: 0; overflow-wrap: anywhere; }
    .place { color: #ffb3b5; font-weight: bold; }
    pre { margin: .25rem 0; white-space: pre-wrap; overflow-wrap: anywhere; padding-left: 1rem;
      border-left: 2px solid #7d3336; font: inherit; }
    mark { background: #ff6b70; color: #2b1010; }
    .hint { color: #ffe2a8; }
    button { position: absolute; top: .6rem; right: .8rem; font: bold 18px/1 system-ui, sans-serif;
      color: inherit; background: none; border: 1px solid #7d3336; border-radius: 4px;
      padding: .35rem .6rem; cursor: pointer; }
    button:focus-visible { outline: 2px solid #fff; }
    @media print { section { display: none; } }`;
  const make = (name, text, kind) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };
  const hide = () => { if (box) { box.remove(); box = null; } };
  const show = (state) => {
    const text = JSON.stringify([state.title, state.problems]);
    hide();
    if (!state.title) { dismissed = ""; return; }
    if (text === dismissed) return;
    box = document.createElement("div");
    box.id = "dossier-errors";
    const root = box.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const panel = make("section");
    panel.setAttribute("role", "alert");
    panel.append(make("h2", state.title));
    const close = make("button", "×");
    close.type = "button";
    close.setAttribute("aria-label", "Close (Esc)");
    close.addEventListener("click", () => { dismissed = text; hide(); });
    panel.append(close);
    for (const problem of state.problems) {
      const item = make("article");
      const first = make("p");
      if (problem.place) first.append(make("span", problem.place, "place"), " ");
      first.append([problem.code, problem.message].filter(Boolean).join(" "));
      item.append(first);
      if (problem.excerpt.trim()) {
        const line = make("pre");
        // Columns count characters, not the halves that JavaScript counts.
        const letters = Array.from(problem.excerpt);
        const at = problem.column - 1;
        if (at < 0) line.textContent = problem.excerpt;
        else {
          line.append(letters.slice(0, at).join(""), make("mark", letters[at] || " "),
            letters.slice(at + 1).join(""));
        }
        item.append(line);
      }
      if (problem.hint) item.append(make("p", problem.hint, "hint"));
      panel.append(item);
    }
    root.append(panel);
    document.body.append(box);
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box) box.shadowRoot.querySelector("button").click();
  });

  const hear = (event) => {
    const state = JSON.parse(event.data);
    const isLate = /(^|\/)((map|network)\.html|data\/[^/]*)$/.test(location.pathname);
    const searching = document.querySelector("script[src$='assets/search.js']");
    if (state.epoch !== known.epoch || (searching && state.index !== known.index)
      || (isLate && state.late !== known.late)) {
      reload();
      return;
    }
    known = state;
    const busy = document.getElementById("dossier-busy");
    if (missing === "503" && busy) busy.textContent = state.busy;
    show(state);
  };
  // A browser opens only a few connections to a host: tabs that nobody sees do without theirs,
  // and hear how things stand when they are looked at again.
  const connect = () => {
    if (document.hidden) {
      if (source) source.close();
      source = null;
    } else if (!source || source.readyState === EventSource.CLOSED) {
      source = new EventSource("/.dossier/events");
      source.onmessage = hear;
    }
  };
  document.addEventListener("visibilitychange", connect);
  addEventListener("pagehide", () => { if (source) source.close(); source = null; });
  addEventListener("pageshow", connect);
  restore();
  connect();
})();
