// The same content as a table: every statement and every name, for screen readers, for sorting, for graphs too large to draw.

const ROWS = 100;
let table = { kind: "statements", page: 0, sort: "", down: false };

const STATEMENT_COLUMNS = [
  ["who", (s) => entityName(S.s[s])],
  ["what", (s) => relationName(S.r[s])],
  ["whom", (s) => (S.o[s] < 0 ? "" : entityName(S.o[s]))],
  ["status", (s) => `${S.p[s]}${S.m[s]}${isReported(s) ? 1 : 0}`],
  [
    "sayer",
    (s) =>
      speakersOf(s)
        .map(([speaker]) => entityName(speaker))
        .join(" "),
  ],
  ["date", dateOf],
  ["source", (s) => G.sources[G.articles[S.a[s]][3]]],
  ["confidence", (s) => S.c[s]],
];
const NAME_COLUMNS = [
  ["name", (entity) => entityName(entity)],
  ["otherName", (entity) => entityName(entity, otherLanguage())],
  ["type", (entity) => t(typeOf(entity))],
  ["count", weightOf],
  ["did", (entity) => asSubject(entity).length],
  ["undergone", (entity) => asObject(entity).length],
  ["saidThings", (entity) => asSpeaker(entity).length],
];

function tableItems() {
  const items = [];
  if (table.kind === "statements") for (let s = 0; s < statementCount; s++) passing[s] && items.push(s);
  if (table.kind === "names") {
    const seen = new Set();
    for (let s = 0; s < statementCount; s++)
      if (passing[s])
        [S.s[s], S.o[s], ...speakersOf(s).map(([speaker]) => speaker)].forEach(
          (entity) => entity >= 0 && seen.add(entity),
        );
    items.push(...Array.from(seen).sort((a, b) => a - b));
  }
  const column = (table.kind === "statements" ? STATEMENT_COLUMNS : NAME_COLUMNS).find(([key]) => key === table.sort);
  if (!column) return items;
  const keys = new Map(items.map((item) => [item, column[1](item)]));
  const order = new Intl.Collator(language).compare;
  items.sort(
    (a, b) => (typeof keys.get(a) === "number" ? keys.get(a) - keys.get(b) : order(keys.get(a), keys.get(b))) || a - b,
  );
  return table.down ? items.reverse() : items;
}

function showTable() {
  const section = byHtmlId("table");
  section.hidden = state.tab !== "table";
  if (section.hidden) return replaceAll(section);
  const items = tableItems();
  const pages = Math.max(1, Math.ceil(items.length / ROWS));
  table.page = Math.min(table.page, pages - 1);
  const rows = items.slice(table.page * ROWS, (table.page + 1) * ROWS);
  const columns = table.kind === "statements" ? STATEMENT_COLUMNS : NAME_COLUMNS;
  const tab = (kind, label) =>
    el(
      "button",
      {
        type: "button",
        role: "tab",
        "aria-selected": String(table.kind === kind),
        onclick: () => turnTable({ kind, page: 0, sort: "", down: false }),
      },
      label,
    );
  replaceAll(
    section,
    el(
      "header",
      {},
      el("div.switch", { role: "tablist" }, tab("statements", t("tableStatements")), tab("names", t("tableNames"))),
      el("p", {}, table.kind === "statements" ? counted("statements", items.length) : counted("names", items.length)),
      pager(pages),
    ),
    items.length
      ? el(
          "div.scroll",
          { tabindex: 0 },
          el(
            "table",
            {},
            el("thead", {}, el("tr", {}, columns.map(headCell))),
            el("tbody", {}, rows.map(table.kind === "statements" ? statementRow : nameRow)),
          ),
        )
      : el("p.quiet", {}, t("nothing")),
  );
}

function turnTable(change) {
  table = { ...table, ...change };
  showTable();
}

function headCell([key]) {
  const sorted = table.sort === key ? (table.down ? "descending" : "ascending") : null;
  return el(
    "th",
    { scope: "col", "aria-sort": sorted },
    el(
      "button",
      {
        type: "button",
        title: t("sortBy", { x: t(key) }),
        onclick: () => turnTable({ sort: key, down: table.sort === key && !table.down, page: 0 }),
      },
      t(key),
      sorted ? (table.down ? " ↓" : " ↑") : "",
    ),
  );
}

function pager(pages) {
  if (pages < 2) return null;
  const turn = (label, to, off) =>
    el("button", { type: "button", disabled: off, onclick: () => turnTable({ page: to }) }, label);
  return el(
    "nav.pager",
    {},
    turn(t("previous"), table.page - 1, table.page === 0),
    el("span", {}, t("page", { a: table.page + 1, b: pages })),
    turn(t("next"), table.page + 1, table.page === pages - 1),
  );
}

function statementRow(s) {
  const cell = (content, props) => el("td", props, content);
  const name = (entity) =>
    entity < 0
      ? ""
      : el(
          "button.name",
          { type: "button", onclick: () => go({ sel: `n:${shortId(entity)}` }) },
          dot(entity),
          bdi(entityName(entity)),
        );
  return el(
    "tr",
    { "data-statement": words().ids[s] },
    cell(name(S.s[s])),
    cell(
      el(
        "button.verb",
        { type: "button", title: t("showEvidence"), onclick: () => go({ sel: `s:${words().ids[s]}` }) },
        bdi(relationName(S.r[s])),
      ),
    ),
    cell(name(S.o[s])),
    cell([
      isReported(s) ? el("span.badge.said", {}, t("reported")) : el("span.badge.stated", {}, t("stated")),
      plainBadges(s),
    ]),
    cell(speakersOf(s).map(([speaker]) => name(speaker))),
    cell(dateOf(s) ? day(dateOf(s), "short") : "—"),
    cell(bdi(clean(G.sources[G.articles[S.a[s]][3]]) || "—")),
    cell(`${number(S.c[s])}%`),
  );
}

function nameRow(entity) {
  return el(
    "tr",
    {},
    el(
      "td",
      {},
      el(
        "button.name",
        { type: "button", onclick: () => go({ sel: `n:${shortId(entity)}` }) },
        dot(entity),
        bdi(entityName(entity)),
      ),
    ),
    el("td", {}, bdi(entityName(entity, otherLanguage()))),
    el("td", {}, t(typeOf(entity))),
    [weightOf(entity), asSubject(entity).length, asObject(entity).length, asSpeaker(entity).length].map((count) =>
      el("td", {}, number(count)),
    ),
  );
}
