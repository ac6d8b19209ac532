// Time: statements as bars, and the stretch that is chosen on them.

// The bars of time at the foot of the map; a stretch is chosen by drawing over them or with the arrow keys.
function showTime() {
  const box = byHtmlId("time");
  const bins = histogram(innerWidth < 720 ? 30 : 60);
  const top = Math.max(...bins.map((bin) => bin.all), 0);
  box.hidden = bins.length < 2 || state.tab !== "map";
  if (box.hidden) return;
  const inside = (bin) =>
    (!state.since || bin.last >= days(state.since)) && (!state.until || bin.first <= days(state.until));
  const bars = bins.map((bin, i) =>
    el(
      `button.bar${inside(bin) ? "" : ".out"}`,
      {
        type: "button",
        "data-bin": i,
        title: `${day(isoOf(bin.first), "short")} – ${day(isoOf(bin.last), "short")}: ${counted("statements", bin.now)}`,
        "aria-label": `${day(isoOf(bin.first), "short")} – ${day(isoOf(bin.last), "short")}: ${counted("statements", bin.now)}`,
        tabindex: i ? -1 : 0,
      },
      el("span.all", { style: { "--h": `${(100 * bin.all) / top}%` } }),
      el("span.now", { style: { "--h": `${(100 * bin.now) / top}%` } }),
    ),
  );
  const strip = el("div.bars", { role: "group", "aria-label": t("time") }, bars);
  brush(strip, bins, bars);
  replaceAll(
    box,
    strip,
    el("div.ends", {}, el("span", {}, day(isoOf(firstDay), "short")), el("span", {}, day(isoOf(lastDay), "short"))),
  );
}

function brush(strip, bins, bars) {
  let from = -1;
  const at = (event) => {
    const box = strip.getBoundingClientRect();
    const part = (event.clientX - box.left) / box.width;
    return Math.min(
      bins.length - 1,
      Math.max(0, Math.floor((getComputedStyle(strip).direction === "rtl" ? 1 - part : part) * bins.length)),
    );
  };
  const choose = (a, b) => {
    const range = { since: isoOf(bins[Math.min(a, b)].first), until: isoOf(bins[Math.max(a, b)].last) };
    go(range.since === state.since && range.until === state.until ? { since: "", until: "" } : range);
  };
  const show = (a, b) =>
    bars.forEach((bar, i) => bar.classList.toggle("brushed", i >= Math.min(a, b) && i <= Math.max(a, b)));
  strip.addEventListener("pointerdown", (event) => {
    from = at(event);
    strip.setPointerCapture(event.pointerId);
    show(from, from);
  });
  strip.addEventListener("pointermove", (event) => from >= 0 && show(from, at(event)));
  strip.addEventListener("pointerup", (event) => {
    if (from >= 0) choose(from, at(event));
    from = -1;
  });
  strip.addEventListener("keydown", (event) => {
    const now = bars.indexOf(document.activeElement);
    const forward = getComputedStyle(strip).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key === "ArrowLeft" || event.key === "ArrowRight")
      bars[Math.min(bars.length - 1, Math.max(0, now + (event.key === forward ? 1 : -1)))].focus();
    else if (event.key === "Enter" || event.key === " ") choose(now, now);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
