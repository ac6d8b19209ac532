// The choices that narrow the view, and what is in force.

let filtersOpen = false;

function toggleFilters(open = !filtersOpen) {
  filtersOpen = open;
  showFilters();
  showTools();
  if (open) byHtmlId("filters").querySelector("button, input").focus();
}

function showFilters() {
  const aside = byHtmlId("filters");
  aside.hidden = !filtersOpen;
  if (!filtersOpen) return;
  const unfolded = new Set(Array.from(aside.querySelectorAll("details[open]"), (node) => node.dataset.facet));
  const scroll = aside.scrollTop;
  const facets = [
    ["pol", "polarity"],
    ["mod", "modality"],
    ["type", "type"],
    ["cls", "class"],
    ["rel", "relation"],
    ["by", "speaker"],
    ["src", "source"],
  ];
  replaceAll(
    aside,
    el(
      "header",
      {},
      el("h2", {}, t("filters")),
      hasFilters() && el("button.text", { type: "button", onclick: () => go(withoutFilters()) }, t("clear")),
      button("close", t("close"), () => toggleFilters(false)),
    ),
    facets.map(([key, title], i) => facetBox(key, title, unfolded.size ? unfolded.has(key) : i < 3)),
    confidenceBox(),
    dateBox(),
  );
  aside.scrollTop = scroll;
}

function facetBox(key, title, open) {
  const counts = facetCounts(key);
  const list = el("div.choices");
  const fill = (query) => {
    const wanted = foldedWords(query);
    const fits = counts.filter(
      ([value]) =>
        !wanted.length ||
        wanted.every((word) =>
          foldedWords(FACETS[key].name(value)).some(
            (other) => other.startsWith(word) || bareWord(other).startsWith(word),
          ),
        ),
    );
    replaceAll(
      list,
      fits.slice(0, 60).map(([value, count]) => choice(key, value, count)),
    );
  };
  fill("");
  const search =
    counts.length > 12 &&
    el("input", {
      type: "search",
      placeholder: t("findIn"),
      "aria-label": `${t(title)}: ${t("findIn")}`,
      oninput: (event) => fill(event.target.value),
    });
  return el(
    "details",
    { open, "data-facet": key },
    el("summary", {}, t(title), state[key].length > 0 && el("span.count", {}, number(state[key].length))),
    search,
    list,
  );
}

function choice(key, value, count) {
  const name = FACETS[key].name(value);
  return el(
    "label",
    {},
    el("input", {
      type: "checkbox",
      checked: state[key].includes(value),
      "data-value": value,
      onchange: () => go({ [key]: toggled(state[key], value) }),
    }),
    el("span", {}, bdi(name)),
    el("small", {}, number(count)),
  );
}

function confidenceBox() {
  const output = el("output", {}, `${number(state.conf)}%`);
  const slide = el("input", {
    type: "range",
    min: 0,
    max: 100,
    step: 5,
    value: state.conf,
    "aria-label": t("minimum"),
    oninput: (event) => (output.textContent = `${number(Number(event.target.value))}%`),
    onchange: (event) => go({ conf: Number(event.target.value) }),
  });
  return el(
    "details",
    { open: state.conf > 0, "data-facet": "conf" },
    el("summary", {}, t("confidence")),
    el("label.slide", {}, t("minimum"), slide, output),
  );
}

function dateBox() {
  const field = (key) =>
    el(
      "label",
      {},
      t(key === "since" ? "from" : "to"),
      el("input", {
        type: "date",
        value: state[key],
        min: isoOf(firstDay),
        max: isoOf(lastDay),
        onchange: (event) => go({ [key]: event.target.value }),
      }),
    );
  return dated.length
    ? el(
        "details",
        { open: Boolean(state.since || state.until), "data-facet": "date" },
        el("summary", {}, t("date")),
        el("div.dates", {}, field("since"), field("until")),
      )
    : null;
}

// What narrows the view, each with a way out.
function showChips(box = byHtmlId("chips")) {
  const chips = [];
  const chip = (label, patch) =>
    chips.push(
      el(
        "span.chip",
        {},
        el("span", {}, label),
        button("close", t("close"), () => go(patch)),
      ),
    );
  if (picking)
    chips.push(
      el(
        "span.chip.asking",
        {},
        el("span", {}, t("pathHint")),
        button("close", t("cancel"), () => setPicking("")),
      ),
    );
  if (state.ego && entityOf(state.ego) >= 0)
    chip(around("around", { x: bdi(entityName(entityOf(state.ego))) }), { ego: "", steps: 1 });
  if (hasPath())
    chip(around("pathBetween", { a: bdi(entityName(entityOf(state.from))), b: bdi(entityName(entityOf(state.to))) }), {
      from: "",
      to: "",
    });
  for (const key of Object.keys(FACETS))
    for (const value of state[key])
      chip(bdi(FACETS[key].name(value)), { [key]: state[key].filter((other) => other !== value) });
  if (state.conf > 0) chip(`${t("minimum")} ${number(state.conf)}%`, { conf: 0 });
  if (state.since || state.until)
    chip(`${state.since ? day(state.since, "short") : "…"} – ${state.until ? day(state.until, "short") : "…"}`, {
      since: "",
      until: "",
    });
  if (state.q) chip(t("textFilter", { x: state.q }), { q: "" });
  if (state.hide.length) chip(t("hidden", { n: state.hide.length }), { hide: [] });
  replaceAll(box, chips);
}
