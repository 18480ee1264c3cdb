// The map: the country under the pointer or the focus in words, and one span of years at a time.
(function () {
  "use strict";
  var figure = document.querySelector("figure.world");
  if (!figure) return;
  var lands = Array.prototype.slice.call(figure.querySelectorAll("a.land"));
  var said = figure.querySelector(".world-said");
  var starts = figure.dataset.levels.split(" ").map(Number);
  var number = new Intl.NumberFormat(document.documentElement.lang);
  var span = 0;

  function count(land) {
    return Number(span ? land.dataset.spans.split(" ")[span - 1] : land.dataset.total);
  }
  function words(count) {
    if (!count) return figure.dataset.none;
    return count === 1 ? figure.dataset.one : figure.dataset.many.replace("#", number.format(count));
  }
  function tell(event) {
    var land = event.target.closest && event.target.closest("a.land");
    said.textContent = land ? land.querySelector("title").textContent : "";
  }
  function paint() {
    lands.forEach(function (land) {
      var value = count(land);
      var level = starts.filter(function (start) { return value >= start; }).length;
      land.setAttribute("class", land.getAttribute("class").replace(/\bl\d/, "l" + level));
      land.querySelector("title").textContent = land.dataset.name + " – " + words(value);
    });
    said.textContent = "";
  }
  ["pointerover", "focusin"].forEach(function (name) { figure.addEventListener(name, tell); });

  var form = figure.querySelector(".world-years");
  if (!form) return;
  var slider = form.querySelector("input");
  var labels = [slider.dataset.all].concat(slider.dataset.spans.split(" "));
  slider.addEventListener("input", function () {
    span = Number(slider.value);
    form.querySelector("output").textContent = labels[span];
    slider.setAttribute("aria-valuetext", labels[span]);
    paint();
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  slider.setAttribute("aria-valuetext", labels[0]);
  form.hidden = false;
})();
