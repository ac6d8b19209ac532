// The details: a name with what it did, a bundle with the words behind it, a path step by step.

const CARDS = 25; // statements shown before "more"

function showPanel() {
  const panel = byHtmlId("panel");
  const selected = selection();
  const content =
    selected.statement !== undefined && selected.kind === "node"
      ? statementPanel(selected.statement)
      : selected.kind === "node"
        ? nodePanel(selected.entity)
        : selected.kind === "edge"
          ? edgePanel(selected.a, selected.b, selected.statement)
          : hasPath()
            ? pathPanel()
            : null;
  panel.hidden = !content;
  if (!content) return replaceAll(panel);
  replaceAll(panel, el("div.panel-close", {}, button("close", t("close"), closePanel)), content);
  panel.scrollTop = 0;
  const wanted = panel.querySelector(".wanted");
  if (wanted) wanted.scrollIntoView({ block: "center" });
}

function closePanel() {
  go(state.sel ? { sel: "" } : { from: "", to: "" });
  byHtmlId("map").focus();
}

// A name that can be pressed.
function nameButton(entity, props = {}) {
  return el(
    "button.name",
    { type: "button", onclick: () => chooseNode(entity), ...props },
    dot(entity),
    bdi(entityName(entity)),
  );
}

function dot(entity) {
  return el("span.dot", {
    style: { "--tint": groupColour(entity) },
    "data-shape": shapeOf(entity),
    "aria-hidden": "true",
  });
}

function bothNames(entity) {
  const [first, second] = [entityName(entity), entityName(entity, otherLanguage())];
  return [
    el("h2", { lang: language }, bdi(first)),
    second !== first && el("p.second", { lang: otherLanguage() }, bdi(second)),
  ];
}

function nodePanel(entity) {
  const [did, undergone] = [passingOf(asSubject(entity)), passingOf(asObject(entity))];
  const [said, there] = [passingOf(asSpeaker(entity)), passingOf(asPlace(entity))];
  const all = Array.from(new Set([...did, ...undergone, ...said, ...there]));
  return el(
    "article.sheet",
    {},
    el(
      "header",
      {},
      el("p.kind", {}, dot(entity), t(typeOf(entity)), E.kind[entity] ? ` · ${t(G.kinds[E.kind[entity]])}` : ""),
      bothNames(entity),
    ),
    el(
      "p.facts",
      {},
      counted("statements", all.length),
      " · ",
      counted("articles", new Set(all.map((s) => S.a[s])).size),
      " · ",
      counted("independent", independentSources(all)),
    ),
    nodeTools(entity),
    sparkline(all),
    relationsOf(did, "did", (s) => S.o[s]),
    relationsOf(undergone, "undergone", (s) => S.s[s]),
    saidList(said, "saidThings"),
    saidList(there, "happenedIn"),
    namesOf(entity),
  );
}

function nodeTools(entity) {
  const short = shortId(entity);
  const pinned = state.pin.some((pin) => pin.startsWith(`${short}@`));
  const place = view.at.get(entity);
  const tool = (key, onclick, pressed) =>
    el("button", { type: "button", onclick, "aria-pressed": pressed === undefined ? null : String(pressed) }, t(key));
  return el(
    "div.acts",
    {},
    tool("focus1", () => focusOn(entity, 1), state.ego === short && state.steps === 1),
    tool("focus2", () => focusOn(entity, 2), state.ego === short && state.steps === 2),
    tool("path", () => setPicking(short), picking === short),
    tool(state.open.includes(short) ? "collapse" : "expand", () => go({ open: toggled(state.open, short) })),
    place &&
      tool(pinned ? "unpin" : "pin", () =>
        go({
          pin: pinned ? state.pin.filter((pin) => !pin.startsWith(`${short}@`)) : [...state.pin, pinOf(entity, place)],
        }),
      ),
    tool("hide", () => go({ hide: [...state.hide, short], sel: "", ego: state.ego === short ? "" : state.ego })),
  );
}

// What an entity did or underwent: relations, the most frequent first, each with the names at its other end.
function relationsOf(list, title, otherOf) {
  if (!list.length) return null;
  const groups = new Map();
  for (const s of list) {
    const key = `${S.r[s]} ${S.p[s]} ${S.m[s]}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(s);
  }
  const sorted = Array.from(groups.values()).sort((a, b) => b.length - a.length || a[0] - b[0]);
  return folding(
    el("h3", {}, t(title), el("span.count", {}, number(list.length))),
    sorted.map((group) => relationRow(group, otherOf)),
    12,
  );
}

function relationRow(group, otherOf) {
  const [s] = group;
  const others = new Map();
  for (const one_ of group) others.set(otherOf(one_), [...(others.get(otherOf(one_)) ?? []), one_]);
  const names = Array.from(others).sort((a, b) => b[1].length - a[1].length || a[0] - b[0]);
  return el(
    "div.row",
    {},
    el(
      "p.relation",
      {},
      el("span.mark", { style: { "--tint": paint.family[familyOf(s)] } }),
      bdi(relationName(S.r[s])),
      ...plainBadges(s),
    ),
    el(
      "div.others",
      {},
      names.slice(0, 14).map(([other, statements]) => otherButton(other, statements)),
      names.length > 14 && el("span.rest", {}, `+${number(names.length - 14)}`),
    ),
  );
}

function otherButton(other, statements) {
  const [s] = statements;
  const count = statements.length > 1 ? el("span.count", {}, number(statements.length)) : null;
  if (other < 0 || S.s[s] === S.o[s])
    return el(
      "button.name",
      { type: "button", onclick: () => go({ sel: `s:${words().ids[s]}` }) },
      t("showEvidence"),
      count,
    );
  return el(
    "button.name",
    { type: "button", onclick: () => go({ sel: `e:${shortId(S.s[s])}~${shortId(S.o[s])}` }) },
    dot(other),
    bdi(entityName(other)),
    count,
  );
}

function saidList(list, title) {
  if (!list.length) return null;
  const line = (s) =>
    el(
      "button.line",
      { type: "button", onclick: () => go({ sel: `s:${words().ids[s]}` }) },
      ...sentenceOf(s),
      ...plainBadges(s),
    );
  return folding(el("h3", {}, t(title), el("span.count", {}, number(list.length))), list.map(line), 6);
}

// A heading with a list that shows its first entries and the rest on request.
function folding(heading, entries, most) {
  const rest = entries.slice(most);
  const section = el("section", {}, heading, entries.slice(0, most));
  if (rest.length)
    section.append(
      el(
        "button.more",
        { type: "button", onclick: (event) => event.currentTarget.replaceWith(...rest) },
        `${t("more")} (${number(rest.length)})`,
      ),
    );
  return section;
}

// Subject, relation and object as one line of isolated names.
function sentenceOf(s) {
  return [
    bdi(entityName(S.s[s])),
    " ",
    el("span.verb", {}, bdi(relationName(S.r[s]))),
    S.o[s] >= 0 ? " " : "",
    S.o[s] >= 0 ? bdi(entityName(S.o[s])) : "",
  ];
}

function namesOf(entity) {
  const names = E.names[entity].filter((name) => clean(name));
  const links = Array.from(new Set([E.id[entity], ...E.same[entity]])).filter(safeLink);
  return el(
    "section.small",
    {},
    names.length > 0 && [
      el("h3", {}, t("alsoNamed")),
      el(
        "p",
        {},
        names.flatMap((name, i) => [i ? t("listAnd") : "", bdi(name)]),
      ),
    ],
    links.length > 0 && [
      el("h3", {}, t("ids")),
      el(
        "ul.ids",
        {},
        links.map((link) => el("li", {}, outLink(link, idText(link)))),
      ),
    ],
  );
}

const idText = (link) =>
  link
    .replace(/^https?:\/\/(www\.)?/, "")
    .replace(/^wikidata\.org\/(entity|wiki)\//, "Wikidata ")
    .replace(/^sws\.geonames\.org\//, "GeoNames ")
    .replace(/\/$/, "");

function outLink(address, text) {
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer", dir: "ltr", text });
}

function sparkline(list) {
  const bins = histogram(36, list);
  const top = Math.max(...bins.map((bin) => bin.all), 0);
  if (bins.length < 3 || !top) return null;
  const bars = bins.map((bin) =>
    el("span", {
      title: `${day(isoOf(bin.first), "short")} – ${day(isoOf(bin.last), "short")}: ${counted("statements", bin.all)}`,
      style: { "--h": `${Math.round((100 * bin.all) / top)}%` },
    }),
  );
  return el(
    "figure.spark",
    { role: "img", "aria-label": t("overTime") },
    el("div.bars", {}, bars),
    el("figcaption", {}, el("span", {}, day(isoOf(firstDay), "short")), el("span", {}, day(isoOf(lastDay), "short"))),
  );
}

function edgePanel(a, b, wanted) {
  const pair = (s) => (S.s[s] === a && S.o[s] === b) || (S.s[s] === b && S.o[s] === a);
  const list = passingOf(asSubject(a))
    .concat(a === b ? [] : passingOf(asSubject(b)))
    .filter(pair);
  if (wanted !== undefined && !list.includes(wanted)) list.push(wanted);
  const groups = new Map();
  for (const s of list) {
    const key = `${S.s[s]} ${S.r[s]}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(s);
  }
  const sorted = Array.from(groups.values()).sort((x, y) => y.length - x.length || x[0] - y[0]);
  return el(
    "article.sheet",
    {},
    el(
      "header",
      {},
      el("div.pair", {}, nameButton(a), nameButton(b)),
      isContested(list) &&
        el(
          "p.contest",
          {},
          el("span.badge.contested", {}, bdi("≠", { dir: "ltr" }), " ", t("contested")),
          " ",
          t("contestedHint"),
        ),
    ),
    el(
      "p.facts",
      {},
      counted("statements", list.length),
      " · ",
      counted("articles", new Set(list.map((s) => S.a[s])).size),
      " · ",
      counted("independent", independentSources(list)),
    ),
    el(
      "p.roles",
      {},
      ["who", "what", "whom", "sayer", "where"].map((key, role) => el("mark", { "data-role": role, text: t(key) })),
    ),
    sorted.map((group) => bundleSection(group, wanted)),
  );
}

function bundleSection(group, wanted) {
  const cards = group.sort((x, y) => (dateOf(y) > dateOf(x) ? 1 : dateOf(y) < dateOf(x) ? -1 : x - y));
  const at = cards.indexOf(wanted);
  if (at >= CARDS) cards.unshift(...cards.splice(at, 1));
  const heading = el(
    "h3.claim",
    {},
    el("span.mark", { style: { "--tint": paint.family[familyOf(group[0])] } }),
    ...sentenceOf(group[0]),
    el("span.count", {}, number(group.length)),
  );
  return folding(
    heading,
    cards.map((s) => card(s, s === wanted)),
    CARDS,
  );
}

function statementPanel(s) {
  return el(
    "article.sheet",
    {},
    el(
      "header",
      {},
      el("div.pair", {}, nameButton(S.s[s]), S.o[s] >= 0 && nameButton(S.o[s])),
      el("h3.claim", {}, ...sentenceOf(s)),
    ),
    card(s, true),
  );
}

function pathPanel() {
  const ends = { a: bdi(entityName(entityOf(state.from))), b: bdi(entityName(entityOf(state.to))) };
  if (!view.path?.length) return el("article.sheet", {}, el("p", {}, around("noPath", ends)));
  const steps = view.path
    .slice(1)
    .map((to, i) => ({ from: view.path[i], to, bundle: view.bundles.get(bundleKey(view.path[i], to)) }))
    .filter(({ bundle }) => bundle);
  return el(
    "article.sheet",
    {},
    el("header", {}, el("h2", {}, around("pathBetween", ends))),
    steps.map(({ from, to, bundle }) =>
      el(
        "button.line",
        { type: "button", onclick: () => chooseEdge(bundle) },
        bdi(entityName(from)),
        " · ",
        bdi(entityName(to)),
        el(
          "small",
          {},
          bdi(bundleWords(bundle).replace(/ \d+$/, "")),
          " · ",
          counted("statements", bundle.list.length),
        ),
      ),
    ),
  );
}

function setPicking(short) {
  picking = short;
  const note = byHtmlId("chips");
  showChips(note);
  if (short) say(t("pathHint"));
}
