// Which statements are in, and how many each choice of a filter would leave.

const FACETS = {
  type: { values: (s) => [typeOf(S.s[s]), ...(S.o[s] >= 0 ? [typeOf(S.o[s])] : [])], name: (value) => t(value) },
  cls: { values: (s) => [G.classes[G.relations[S.r[s]][3]]], name: (value) => className(G.classes.indexOf(value)) },
  rel: { values: (s) => [G.relations[S.r[s]][0]], name: (value) => relationName(relationIndex().get(value) ?? 0) },
  pol: { values: (s) => [S.p[s] ? "negated" : "affirmed"], name: (value) => t(value) },
  mod: { values: (s) => [G.modalities[S.m[s]]], name: (value) => t(value) },
  by: {
    values: (s) => (isReported(s) ? ["*", ...speakersOf(s).map(([speaker]) => shortId(speaker))] : ["-"]),
    name: (value) =>
      value === "*"
        ? t("anySpeaker")
        : value === "-"
          ? t("noSpeaker")
          : entityOf(value) < 0
            ? value
            : entityName(entityOf(value)),
  },
  src: { values: (s) => [G.sources[G.articles[S.a[s]][3]]], name: (value) => clean(value) || "—" },
};

let relationIndex = () => {
  const index = new Map(G.relations.map((relation, number_) => [relation[0], number_]));
  relationIndex = () => index;
  return index;
};

let passing = new Uint8Array(statementCount).fill(1);
let passingCount = statementCount;

// Each facet as a test on a statement; the choices of one facet add up, facets narrow each other.
function tests() {
  const made = {};
  for (const [key, facet] of Object.entries(FACETS)) {
    if (!state[key].length) continue;
    const wanted = new Set(state[key]);
    made[key] = (s) => facet.values(s).some((value) => wanted.has(value));
  }
  if (state.conf > 0) made.conf = (s) => S.c[s] >= state.conf;
  if (state.since || state.until) {
    const since = state.since ? days(state.since) : -1;
    const until = state.until ? days(state.until) : Infinity;
    made.date = (s) => articleDay[S.a[s]] >= Math.max(since, 0) && articleDay[S.a[s]] <= until;
  }
  if (state.q) {
    const wanted = foldedWords(state.q);
    made.q = (s) => {
      const text = fold(quoted(s).text);
      return wanted.every((word) => text.includes(word));
    };
  }
  return made;
}

function applyFilters() {
  const all = Object.values(tests());
  passingCount = 0;
  for (let s = 0; s < statementCount; s++) {
    passing[s] = all.every((test) => test(s)) ? 1 : 0;
    passingCount += passing[s];
  }
}

// Counts of one facet's values among the statements that all other filters let through, most frequent first.
function facetCounts(key) {
  const others = Object.entries(tests())
    .filter(([name]) => name !== key)
    .map(([, test]) => test);
  const counts = new Map();
  for (let s = 0; s < statementCount; s++) {
    if (!others.every((test) => test(s))) continue;
    for (const value of new Set(FACETS[key].values(s))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  for (const value of state[key]) if (!counts.has(value)) counts.set(value, 0);
  return Array.from(counts).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

const passingOf = (list) => Array.from(list).filter((s) => passing[s]);

// Statements per stretch of time: [first day, last day, all, passing but for the dates] each.
function histogram(bars = 48, list = null) {
  if (!dated.length) return [];
  const span = lastDay - firstDay + 1;
  const step = Math.max(1, Math.ceil(span / bars));
  const bins = Array.from({ length: Math.ceil(span / step) }, (_, i) => ({
    first: firstDay + i * step,
    last: Math.min(lastDay, firstDay + (i + 1) * step - 1),
    all: 0,
    now: 0,
  }));
  const others = Object.entries(tests())
    .filter(([name]) => name !== "date")
    .map(([, test]) => test);
  const add = (s) => {
    const at = articleDay[S.a[s]];
    if (at < 0) return;
    const bin = bins[Math.floor((at - firstDay) / step)];
    bin.all++;
    if (others.every((test) => test(s))) bin.now++;
  };
  if (list) list.forEach(add);
  else for (let s = 0; s < statementCount; s++) add(s);
  return bins;
}
