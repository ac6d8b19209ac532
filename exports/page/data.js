// The graph as it came: columns of numbers, and indexes over them. Words are parsed when first asked for.

const read = (id) => {
  const block = byHtmlId(id);
  const value = JSON.parse(block.textContent);
  block.textContent = "";
  return value;
};

const G = read("khabar-graph");
const NETWORK = read("khabar-network");
const E = G.entities;
const S = G.statements;
const entityCount = E.id.length;
const statementCount = S.s.length;

let wordsRead = null;
const words = () => (wordsRead ??= read("khabar-words"));

const CONFLICT = new Set([
  "REQUEST",
  "ACCUSE",
  "REJECT",
  "THREATEN",
  "PROTEST",
  "SANCTION",
  "MOBILIZE",
  "COERCE",
  "ASSAULT",
]);
const COOPERATION = new Set(["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"]);
const FAMILIES = ["conflict", "cooperation", "ties"];
const familyOfClass = G.classes.map((name) => (CONFLICT.has(name) ? 0 : COOPERATION.has(name) ? 1 : 2));
const familyOf = (statement) => familyOfClass[G.relations[S.r[statement]][3]];

const typeOf = (entity) => G.types[E.type[entity]];
const className = (index) => t(G.classes[index] === "OTHER" ? "class.OTHER" : G.classes[index]);
const entityName = (entity, code = language) => clean(E[code][entity]) || E.id[entity];
const otherLanguage = () => (language === "ar" ? "en" : "ar");
const relationName = (relation, code = language) => clean(G.relations[relation][code === "ar" ? 1 : 2]);
const dateOf = (statement) => G.articles[S.a[statement]][2];
const speakersOf = (statement) => G.chains[S.v[statement]];
const isReported = (statement) => speakersOf(statement).length > 0;

// A short name for an entity in the address: its Wikidata or GeoNames number, else its own id.
const shortId = (entity) =>
  E.id[entity]
    .replace(/^https?:\/\/www\.wikidata\.org\/(?:entity|wiki)\//, "")
    .replace(/^https?:\/\/sws\.geonames\.org\/(\d+)\/?$/, "gn:$1")
    .replace(/^https:\/\/w3id\.org\/khabar\/(?:entity\/)?/, "k:")
    .replace(/[~@%]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
let idIndex = null;
function entityOf(short) {
  idIndex ??= new Map(E.id.map((_, entity) => [shortId(entity), entity]));
  return idIndex.get(short) ?? -1;
}

// Which statements an entity has a place in, by place; built once, as two flat arrays per place.
function indexOf(ends) {
  const count = new Int32Array(entityCount + 1);
  for (let s = 0; s < statementCount; s++) for (const entity of ends(s)) count[entity + 1]++;
  for (let i = 0; i < entityCount; i++) count[i + 1] += count[i];
  const next = count.slice();
  const list = new Int32Array(count[entityCount]);
  for (let s = 0; s < statementCount; s++) for (const entity of ends(s)) list[next[entity]++] = s;
  return (entity) => list.subarray(count[entity], count[entity + 1]);
}
const one = (column) => (s) => (column[s] >= 0 ? [column[s]] : []);
const asSubject = indexOf(one(S.s));
const asObject = indexOf(one(S.o));
const asSpeaker = indexOf((s) => Array.from(new Set(speakersOf(s).map((pair) => pair[0]))));
const asPlace = indexOf(one(S.l));
const weightOf = (entity) => asSubject(entity).length + asObject(entity).length;

// How many sources tell a list of statements independently: those of one source, or that print one text or one
// paragraph, count once.
function independentSources(list) {
  const root = new Map();
  const find = (key) => {
    while (root.get(key) !== key) key = root.get(key);
    return key;
  };
  for (const s of list) {
    const article = G.articles[S.a[s]];
    const source = G.sources[article[3]] ? `s${article[3]}` : `a${S.a[s]}`;
    const segment = G.quote === "none" ? `a${S.a[s]}` : `t${quoted(s).text.trim()}`;
    for (const key of [source, `o${article[6]}`, segment]) if (!root.has(key)) root.set(key, key);
    root.set(find(source), find(segment));
    root.set(find(source), find(`o${article[6]}`));
  }
  return new Set(Array.from(root.keys(), find)).size;
}

// The words of a statement: the text around it, the evidence inside it, the marks; offsets here are code points.
function quoted(statement) {
  const [segment, first, last, start, end, ...flat] = words().spans[statement];
  const marks = [];
  for (let i = 0; i < flat.length; i += 3) marks.push({ role: flat[i], start: flat[i + 1], end: flat[i + 2] });
  return { text: segment < 0 ? "" : words().segments[segment], first, last, start, end, marks };
}

const safeLink = (address) => (/^https?:\/\//i.test(address) ? address : "");
const days = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / 86400000);
const isoOf = (number_) => new Date(number_ * 86400000).toISOString().slice(0, 10);
const articleDay = Int32Array.from(G.articles, (article) => (article[2] ? days(article[2]) : -1));
const dated = articleDay.filter((value) => value >= 0);
const firstDay = dated.length ? dated.reduce((a, b) => Math.min(a, b)) : 0;
const lastDay = dated.length ? dated.reduce((a, b) => Math.max(a, b)) : 0;
