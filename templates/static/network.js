// The network: whoever is pointed at or focused stands out with its ties; kinds can be left out.
(function () {
  "use strict";
  var net = document.querySelector("svg.net");
  if (!net) return;
  // Where it is wider than the screen, its middle is seen first.
  var scroll = net.parentNode;
  scroll.scrollLeft = (scroll.scrollWidth - scroll.clientWidth) / (document.documentElement.dir === "rtl" ? -2 : 2);
  var nodes = Array.prototype.slice.call(net.querySelectorAll(".node"));
  var lines = Array.prototype.slice.call(net.querySelectorAll("line"));

  function stand(out) {
    var at = nodes.indexOf(out);
    var on = {};
    on[at] = true;
    lines.forEach(function (line) {
      var a = Number(line.dataset.a), b = Number(line.dataset.b);
      var ours = at >= 0 && (a === at || b === at);
      line.classList.toggle("on", ours);
      if (ours) on[a] = on[b] = true;
    });
    nodes.forEach(function (node, number) {
      node.classList.toggle("on", at >= 0 && !!on[number]);
      node.classList.toggle("at", number === at);
    });
    net.classList.toggle("focus", at >= 0);
  }
  function node(event) { return event.target.closest ? event.target.closest(".node") : null; }
  net.addEventListener("pointerover", function (event) { stand(node(event)); });
  net.addEventListener("pointerleave", function () { stand(null); });
  net.addEventListener("focusin", function (event) { stand(node(event)); });
  net.addEventListener("focusout", function () { stand(null); });
  // On a touch screen the first tap shows, the second follows the link.
  var touched = null;
  net.addEventListener("pointerdown", function (event) {
    touched = event.pointerType === "touch" && node(event) && !node(event).classList.contains("at") ? node(event) : null;
  });
  net.addEventListener("click", function (event) {
    if (touched && node(event) === touched) { event.preventDefault(); stand(touched); }
    touched = null;
  });

  var form = document.querySelector(".network-kinds");
  form.hidden = false;
  function choose() {
    var wanted = {};
    form.querySelectorAll("input").forEach(function (box) { wanted[box.value] = box.checked; });
    net.querySelectorAll("[data-kind]").forEach(function (drawn) { drawn.classList.toggle("off", !wanted[drawn.dataset.kind]); });
    lines.forEach(function (line) {
      line.classList.toggle("off", !wanted[nodes[line.dataset.a].dataset.kind] || !wanted[nodes[line.dataset.b].dataset.kind]);
    });
  }
  form.addEventListener("change", choose);
  choose(); // a browser may have kept the boxes as they were before a reload
})();
