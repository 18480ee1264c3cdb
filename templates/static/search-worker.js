/* Pagefind's own worker, and what it reads of a bundle made here from fewer bytes (search-index.js).

   A bundle's index would have a name for each page, and two words for each file of words. `begin`
   names the folder of the index, `know` a bundle's pages and files of words, and `release` what was kept
   of many results; all else that is asked goes to Pagefind. */
(function () {
  "use strict";

  var fetched = self.fetch.bind(self);
  var posted = self.postMessage.bind(self);
  var SILENT = 0;   /* the number of a call whose answer nobody awaits */
  var AT_ONCE = 1000;
  var unwanted = [];   /* lists of results of which nothing is to be kept */
  var signed = [112, 97, 103, 101, 102, 105, 110, 100, 95, 100, 99, 100];   /* "pagefind_dcd" */
  var known = new Map();   /* by the folder of a bundle */
  var folder = "";
  var entry = null;

  /* CBOR, of which Pagefind reads lists, texts and whole numbers. */
  function write(value, bytes) {
    function head(kind, size) {
      if (size < 24) bytes.push(kind << 5 | size);
      else bytes.push(kind << 5 | 26, size >>> 24, size >>> 16 & 255, size >>> 8 & 255, size & 255);
    }
    if (Array.isArray(value)) {
      head(4, value.length);
      value.forEach(function (one) { write(one, bytes); });
    } else if (typeof value === "string") {
      var text = new TextEncoder().encode(value);
      head(3, text.length);
      text.forEach(function (byte) { bytes.push(byte); });
    } else {
      head(0, value);
    }
    return bytes;
  }

  function meta(bundle) {
    return write([bundle.version, bundle.pages, bundle.files, [], [], bundle.fields], signed.slice());
  }

  self.fetch = function (address, options) {
    var path = new URL(address, folder).pathname;
    var at = path.lastIndexOf("/") + 1;
    var bundle = known.get(path.slice(0, at));
    if (/^pagefind-entry\.json/.test(path.slice(at))) {
      if (!bundle) entry = fetched(address, options);
      return entry.then(function (response) { return response.clone(); });
    }
    if (bundle && /\.pf_meta$/.test(path)) return Promise.resolve(new Response(new Uint8Array(meta(bundle))));
    return fetched(address, options);
  };

  /* Some at a time: a search that is asked meanwhile does not wait for a million of them. */
  function release() {
    var results = unwanted[0].splice(0, AT_ONCE);
    if (!unwanted[0].length) unwanted.shift();
    results.forEach(function (data) {
      self.dispatchEvent(new MessageEvent("message", { data: { id: SILENT, method: "releaseData", args: [data] } }));
    });
    if (unwanted.length) setTimeout(release);
  }

  self.postMessage = function (answer) {
    if (answer.id !== SILENT) posted(answer);
  };

  /* Where a file of its own is missing, Pagefind would wait for it for ever. */
  self.addEventListener("unhandledrejection", function (event) {
    event.preventDefault();
    self.postMessage({ failed: String(event.reason) });
  });

  self.addEventListener("message", function (event) {
    var asked = event.data;
    if (asked.method === "begin") {
      folder = asked.args[0];
      importScripts(new URL("pagefind-worker.js", folder).href);
    } else if (asked.method === "know") {
      known.set(asked.args[0], asked.args[1]);
    } else if (asked.method === "release") {
      if (!unwanted.length) setTimeout(release);
      unwanted.push(asked.args[0]);
    } else return;
    event.stopImmediatePropagation();
    self.postMessage({ id: asked.id, result: true });
  });
})();
