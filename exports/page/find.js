// Search, filters, the choices in force, and time.

const entityWords = new Map();
function wordsOf(entity) {
  if (!entityWords.has(entity)) {
    const folded = [E.ar[entity], E.en[entity], ...E.names[entity]].map(foldedWords);
    entityWords.set(entity, { names: folded, flat: folded.flat(), bones: Array.from(new Set(folded.flat().map(bareWord).map(skeleton).filter((bone) => bone.length > 1))) });
  }
  return entityWords.get(entity);
}

// Folds all names while nobody waits, so that the first search need not.
function prepareSearch(from = 0) {
  const until = Math.min(entityCount, from + 400);
  for (let entity = from; entity < until; entity++) wordsOf(entity);
  if (until < entityCount) setTimeout(() => prepareSearch(until), 20);
}

// Names that fit a query, best first: begins a name, begins a word, stands in a word, sounds alike in the other script.
function findEntities(query, most = 8) {
  const wanted = foldedWords(query).map(bareWord);
  if (!wanted.length) return [];
  const bones = wanted.map(skeleton);
  const whole = foldedWords(query).join(" ");
  const found = [];
  for (let entity = 0; entity < entityCount; entity++) {
    const { names, flat, bones: own } = wordsOf(entity);
    let grade = 0;
    if (names.some((name) => name.join(" ").startsWith(whole))) grade = 4;
    else if (wanted.every((word) => flat.some((other) => other.startsWith(word) || bareWord(other).startsWith(word)))) grade = 3;
    else if (wanted.every((word) => word.length > 1 && flat.some((other) => other.includes(word)))) grade = 2;
    else if (bones.every((bone) => bone.length > 1 && own.some((other) => other === bone || (bone.length > 2 && other.startsWith(bone))))) grade = 1;
    if (grade) found.push({ entity, grade });
  }
  return found.sort((a, b) => b.grade - a.grade || a.entity - b.entity).slice(0, most).map(({ entity }) => entity);
}

function findRelations(query, most = 3) {
  const wanted = foldedWords(query);
  const fits = (relation) => wanted.every((word) => foldedWords(`${relation[1]} ${relation[2]}`).some((other) => other.startsWith(word)));
  return G.relations.map((relation, index) => ({ relation, index })).filter(({ relation }) => fits(relation)).slice(0, most).map(({ index }) => index);
}

function showFound() {
  const query = byHtmlId("search").value.trim();
  const list = byHtmlId("found");
  if (!query) return closeFound();
  const option = (content, act) => el("li", { role: "option", "aria-selected": "false", onmousedown: (event) => (event.preventDefault(), closeFound(), act()) }, content);
  const names = findEntities(query).map((entity) => option([dot(entity), el("span", {}, bdi(entityName(entity)), el("small", {}, bdi(entityName(entity, otherLanguage())))), el("small", {}, counted("statements", weightOf(entity)))], () => chooseFound(entity)));
  const relations = findRelations(query).map((index) => option([el("span.mark", { style: { "--tint": paint.family[familyOfClass[G.relations[index][3]]] } }), el("span", {}, bdi(relationName(index))), el("small", {}, t("relation"))], () => go({ rel: [G.relations[index][0]] })));
  const text = G.quote !== "none" && !picking ? [option([icon("table"), el("span", { text: t("searchText", { x: query }) })], () => go({ q: query, tab: "table" }))] : [];
  const options = [...names, ...(picking ? [] : relations), ...text];
  options.forEach((node, i) => (node.id = `found-${i}`));
  replaceAll(list, options.length ? options : el("li.quiet", {}, t("nothingFound")));
  list.hidden = false;
  byHtmlId("search").setAttribute("aria-expanded", "true");
  pointAt(options.length ? 0 : -1);
}

function chooseFound(entity) {
  byHtmlId("search").value = "";
  byHtmlId("map").focus();
  const focus = !picking && !view.at.has(entity);
  if (picking) chooseNode(entity);
  else go({ sel: `n:${shortId(entity)}`, tab: state.tab === "table" ? "map" : state.tab, hide: state.hide.filter((short) => short !== shortId(entity)) });
  if (!focus && view.at.has(entity)) lookAt([entity, ...neighboursOf(entity).map(([other]) => other).filter((other) => view.at.has(other)).slice(0, 8)]);
  else lookAt([entity]);
}

function closeFound() {
  byHtmlId("found").hidden = true;
  byHtmlId("search").setAttribute("aria-expanded", "false");
  byHtmlId("search").removeAttribute("aria-activedescendant");
}

function pointAt(index) {
  const options = Array.from(byHtmlId("found").querySelectorAll("[role=option]"));
  options.forEach((node, i) => node.setAttribute("aria-selected", String(i === index)));
  if (options[index]) {
    byHtmlId("search").setAttribute("aria-activedescendant", options[index].id);
    options[index].scrollIntoView({ block: "nearest" });
  }
}

function searchKey(event) {
  const options = Array.from(byHtmlId("found").querySelectorAll("[role=option]"));
  const now = options.findIndex((node) => node.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (options.length) pointAt((now + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length);
  } else if (event.key === "Enter" && options[now]) options[now].dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }));
  else if (event.key === "Escape") {
    closeFound();
    byHtmlId("search").value = "";
    byHtmlId("map").focus();
  }
}

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
  const facets = [["pol", "polarity"], ["mod", "modality"], ["type", "type"], ["cls", "class"], ["rel", "relation"], ["by", "speaker"], ["src", "source"]];
  replaceAll(aside,
    el("header", {}, el("h2", {}, t("filters")), hasFilters() && el("button.text", { type: "button", onclick: () => go(withoutFilters()) }, t("clear")), button("close", t("close"), () => toggleFilters(false))),
    facets.map(([key, title], i) => facetBox(key, title, unfolded.size ? unfolded.has(key) : i < 3)),
    confidenceBox(), dateBox());
  aside.scrollTop = scroll;
}

function facetBox(key, title, open) {
  const counts = facetCounts(key);
  const list = el("div.choices");
  const fill = (query) => {
    const wanted = foldedWords(query);
    const fits = counts.filter(([value]) => !wanted.length || wanted.every((word) => foldedWords(FACETS[key].name(value)).some((other) => other.startsWith(word) || bareWord(other).startsWith(word))));
    replaceAll(list, fits.slice(0, 60).map(([value, count]) => choice(key, value, count)));
  };
  fill("");
  const search = counts.length > 12 && el("input", { type: "search", placeholder: t("findIn"), "aria-label": `${t(title)}: ${t("findIn")}`, oninput: (event) => fill(event.target.value) });
  return el("details", { open, "data-facet": key }, el("summary", {}, t(title), state[key].length > 0 && el("span.count", {}, number(state[key].length))), search, list);
}

function choice(key, value, count) {
  const name = FACETS[key].name(value);
  return el("label", {}, el("input", { type: "checkbox", checked: state[key].includes(value), "data-value": value, onchange: () => go({ [key]: toggled(state[key], value) }) }), el("span", {}, bdi(name)), el("small", {}, number(count)));
}

function confidenceBox() {
  const output = el("output", {}, `${number(state.conf)}%`);
  const slide = el("input", { type: "range", min: 0, max: 100, step: 5, value: state.conf, "aria-label": t("minimum"), oninput: (event) => (output.textContent = `${number(Number(event.target.value))}%`), onchange: (event) => go({ conf: Number(event.target.value) }) });
  return el("details", { open: state.conf > 0, "data-facet": "conf" }, el("summary", {}, t("confidence")), el("label.slide", {}, t("minimum"), slide, output));
}

function dateBox() {
  const field = (key) => el("label", {}, t(key === "since" ? "from" : "to"), el("input", { type: "date", value: state[key], min: isoOf(firstDay), max: isoOf(lastDay), onchange: (event) => go({ [key]: event.target.value }) }));
  return dated.length ? el("details", { open: Boolean(state.since || state.until), "data-facet": "date" }, el("summary", {}, t("date")), el("div.dates", {}, field("since"), field("until"))) : null;
}

// What narrows the view, each with a way out.
function showChips(box = byHtmlId("chips")) {
  const chips = [];
  const chip = (label, patch) => chips.push(el("span.chip", {}, el("span", {}, label), button("close", t("close"), () => go(patch))));
  if (picking) chips.push(el("span.chip.asking", {}, el("span", {}, t("pathHint")), button("close", t("cancel"), () => setPicking(""))));
  if (state.ego && entityOf(state.ego) >= 0) chip(around("around", { x: bdi(entityName(entityOf(state.ego))) }), { ego: "", steps: 1 });
  if (state.from && state.to && entityOf(state.from) >= 0 && entityOf(state.to) >= 0) chip(around("pathBetween", { a: bdi(entityName(entityOf(state.from))), b: bdi(entityName(entityOf(state.to))) }), { from: "", to: "" });
  for (const key of Object.keys(FACETS)) for (const value of state[key]) chip(bdi(FACETS[key].name(value)), { [key]: state[key].filter((other) => other !== value) });
  if (state.conf > 0) chip(`${t("minimum")} ${number(state.conf)}%`, { conf: 0 });
  if (state.since || state.until) chip(`${state.since ? day(state.since, "short") : "…"} – ${state.until ? day(state.until, "short") : "…"}`, { since: "", until: "" });
  if (state.q) chip(t("textFilter", { x: state.q }), { q: "" });
  if (state.hide.length) chip(t("hidden", { n: state.hide.length }), { hide: [] });
  replaceAll(box, chips);
}

// The bars of time at the foot of the map; a stretch is chosen by drawing over them or with the arrow keys.
function showTime() {
  const box = byHtmlId("time");
  const bins = histogram(innerWidth < 720 ? 30 : 60);
  const top = Math.max(...bins.map((bin) => bin.all), 0);
  box.hidden = bins.length < 2 || state.tab !== "map";
  if (box.hidden) return;
  const inside = (bin) => (!state.since || bin.last >= days(state.since)) && (!state.until || bin.first <= days(state.until));
  const bars = bins.map((bin, i) => el(`button.bar${inside(bin) ? "" : ".out"}`, { type: "button", "data-bin": i, title: `${day(isoOf(bin.first), "short")} – ${day(isoOf(bin.last), "short")}: ${counted("statements", bin.now)}`, "aria-label": `${day(isoOf(bin.first), "short")} – ${day(isoOf(bin.last), "short")}: ${counted("statements", bin.now)}`, tabindex: i ? -1 : 0 },
    el("span.all", { style: { "--h": `${(100 * bin.all) / top}%` } }), el("span.now", { style: { "--h": `${(100 * bin.now) / top}%` } })));
  const strip = el("div.bars", { role: "group", "aria-label": t("time") }, bars);
  brush(strip, bins, bars);
  replaceAll(box, strip, el("div.ends", {}, el("span", {}, day(isoOf(firstDay), "short")), el("span", {}, day(isoOf(lastDay), "short"))));
}

function brush(strip, bins, bars) {
  let from = -1;
  const at = (event) => {
    const box = strip.getBoundingClientRect();
    const part = (event.clientX - box.left) / box.width;
    return Math.min(bins.length - 1, Math.max(0, Math.floor((getComputedStyle(strip).direction === "rtl" ? 1 - part : part) * bins.length)));
  };
  const choose = (a, b) => {
    const range = { since: isoOf(bins[Math.min(a, b)].first), until: isoOf(bins[Math.max(a, b)].last) };
    go(range.since === state.since && range.until === state.until ? { since: "", until: "" } : range);
  };
  const show = (a, b) => bars.forEach((bar, i) => bar.classList.toggle("brushed", i >= Math.min(a, b) && i <= Math.max(a, b)));
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
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") bars[Math.min(bars.length - 1, Math.max(0, now + (event.key === forward ? 1 : -1)))].focus();
    else if (event.key === "Enter" || event.key === " ") choose(now, now);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
