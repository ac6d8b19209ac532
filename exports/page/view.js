// What stands on the map: which names, where, and the bundles of statements between them.

const layoutPlace = NETWORK.nodes.map((node) => ({ x: node.x, y: node.y }));
const radiusOf = (entity) => NETWORK.nodes[entity]?.size ?? 7;

let view = { nodes: [], at: new Map(), bundles: new Map(), path: null, more: 0 };

// Neighbours over the statements that pass, heaviest first: entity -> [[other, weight], ...].
let adjacent = null;
function neighbours() {
  if (adjacent) return adjacent;
  const near = new Map();
  const add = (a, b) => {
    if (!near.has(a)) near.set(a, new Map());
    near.get(a).set(b, (near.get(a).get(b) ?? 0) + 1);
  };
  for (let s = 0; s < statementCount; s++) {
    if (!passing[s] || S.o[s] < 0 || S.o[s] === S.s[s]) continue;
    add(S.s[s], S.o[s]);
    add(S.o[s], S.s[s]);
  }
  // Of two neighbours met equally often, the one with a name of its own is told of first.
  const worth = ([entity, weight]) => weight * [1, 0.3, 0.1][E.kind[entity]];
  const order = (a, b) => worth(b) - worth(a) || a[0] - b[0];
  adjacent = new Map(Array.from(near, ([entity, found]) => [entity, Array.from(found).sort(order)]));
  return adjacent;
}
const neighboursOf = (entity) => neighbours().get(entity) ?? [];

// The most important names: those of the opening picture, or where filters are on those with most that passes.
function topNodes(limit) {
  if (!hasFilters()) return Array.from({ length: Math.min(limit, G.laid) }, (_, entity) => entity);
  const ranked = Array.from(neighbours(), ([entity, near]) => [
    entity,
    near.reduce((sum, [, weight]) => sum + weight, 0) * (1 + E.rank[entity] / 1000),
  ]);
  const chosen = ranked
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, limit)
    .map(([entity]) => entity);
  const inside = new Set(chosen);
  return chosen.filter((entity) => neighboursOf(entity).some(([other]) => inside.has(other)));
}

function egoNodes(centre, steps, limit = 150) {
  const found = new Set([centre]);
  let ring = [centre];
  for (let step = 0; step < steps; step++) {
    const next = new Map();
    for (const entity of ring)
      for (const [other, weight] of neighboursOf(entity))
        if (!found.has(other)) next.set(other, (next.get(other) ?? 0) + weight);
    const room = step === 0 ? limit * 0.4 : limit - found.size;
    const worth = ([entity, weight]) => weight * [1, 0.3, 0.1][E.kind[entity]];
    ring = Array.from(next)
      .sort((a, b) => worth(b) - worth(a) || a[0] - b[0])
      .slice(0, Math.max(0, room))
      .map(([entity]) => entity);
    ring.forEach((entity) => found.add(entity));
  }
  return Array.from(found);
}

// The shortest path between two names, of equally short ones the one with most statements on its way.
function shortestPath(from, to) {
  const best = new Map([[from, { weight: 0, before: -1 }]]);
  let ring = [from];
  while (ring.length && !best.has(to)) {
    const next = new Map();
    for (const entity of ring) {
      for (const [other, weight] of neighboursOf(entity)) {
        if (best.has(other)) continue;
        const total = best.get(entity).weight + Math.log1p(weight);
        if (!next.has(other) || next.get(other).weight < total) next.set(other, { weight: total, before: entity });
      }
    }
    next.forEach((step, entity) => best.set(entity, step));
    ring = Array.from(next.keys());
  }
  if (!best.has(to)) return null;
  const path = [];
  for (let at = to; at !== -1; at = best.get(at).before) path.unshift(at);
  return path;
}

function bundlesAmong(nodes) {
  const inside = new Uint8Array(entityCount);
  nodes.forEach((entity) => (inside[entity] = 1));
  const found = new Map();
  for (let s = 0; s < statementCount; s++) {
    const [a, b] = [S.s[s], S.o[s]];
    if (!passing[s] || b < 0 || a === b || !inside[a] || !inside[b]) continue;
    const key = bundleKey(a, b);
    let bundle = found.get(key);
    if (!bundle) found.set(key, (bundle = { key, a: Math.min(a, b), b: Math.max(a, b), list: [] }));
    bundle.list.push(s);
  }
  found.forEach(describeBundle);
  return found;
}

const bundleKey = (a, b) => `${Math.min(a, b)}-${Math.max(a, b)}`;

function describeBundle(bundle) {
  const families = [0, 0, 0];
  let denied = 0;
  let unreal = 0;
  let forward = 0;
  for (const s of bundle.list) {
    families[familyOf(s)]++;
    if (S.p[s]) denied++;
    else if (G.modalities[S.m[s]] !== "actual") unreal++;
    if (S.s[s] === bundle.a) forward++;
  }
  bundle.family = families[0] && families[0] >= families[1] ? 0 : families[1] ? 1 : 2;
  bundle.line = denied === bundle.list.length ? "denied" : denied + unreal === bundle.list.length ? "unreal" : "plain";
  bundle.forward = forward > 0;
  bundle.backward = forward < bundle.list.length;
  bundle.contested = denied > 0 && isContested(bundle.list);
}

// Is one relation, in one direction, both affirmed and negated among these statements?
function isContested(list) {
  const seen = new Map();
  for (const s of list) {
    const key = `${S.s[s]} ${S.r[s]} ${S.o[s]}`;
    seen.set(key, (seen.get(key) ?? 0) | (S.p[s] ? 2 : 1));
  }
  return Array.from(seen.values()).includes(3);
}

function computeView() {
  const end = (short) => (short ? entityOf(short) : -1);
  const [ego, from, to] = [end(state.ego), end(state.from), end(state.to)];
  let path = null;
  let nodes;
  if (from >= 0 && to >= 0) {
    path = shortestPath(from, to) ?? [];
    nodes = path.length ? path : [from, to];
  } else if (ego >= 0) nodes = egoNodes(ego, state.steps);
  else nodes = topNodes(state.show);
  const shown = new Set(nodes);
  for (const short of state.open) {
    const entity = entityOf(short);
    if (entity < 0) continue;
    shown.add(entity);
    neighboursOf(entity)
      .slice(0, 40)
      .forEach(([other]) => shown.add(other));
  }
  const selected = selection();
  if (selected.kind === "node" && !path) shown.add(selected.entity);
  if (selected.kind === "edge") [selected.a, selected.b].forEach((entity) => shown.add(entity));
  state.hide.forEach((short) => shown.delete(entityOf(short)));
  const list = Array.from(shown).sort((a, b) => a - b);
  const bundles = bundlesAmong(list);
  view = { nodes: list, bundles, path, at: placesOf(list, bundles, { ego, path }) };
}

// What the address selects: a name, the bundle between two, or one statement of it.
function selection() {
  const [kind, rest] = [state.sel.slice(0, 2), state.sel.slice(2)];
  if (kind === "n:" && entityOf(rest) >= 0) return { kind: "node", entity: entityOf(rest) };
  if (kind === "e:") {
    const [a, b] = rest.split("~").map(entityOf);
    if (a >= 0 && b >= 0) return { kind: "edge", a, b };
  }
  if (kind === "s:") {
    const s = words().ids.indexOf(rest);
    if (s >= 0)
      return S.o[s] >= 0 && S.o[s] !== S.s[s]
        ? { kind: "edge", a: S.s[s], b: S.o[s], statement: s }
        : { kind: "node", entity: S.s[s], statement: s };
  }
  return { kind: "none" };
}

function placesOf(nodes, bundles, { ego, path }) {
  const at = new Map();
  if (path?.length)
    path.forEach((entity, i) =>
      at.set(entity, { x: (i - (path.length - 1) / 2) * 230 * (language === "ar" ? -1 : 1), y: i % 2 ? 36 : -36 }),
    );
  else if (ego >= 0) egoPlaces(nodes, bundles, ego).forEach((place, entity) => at.set(entity, place));
  for (const entity of nodes)
    if (!at.has(entity) && layoutPlace[entity] && ego < 0 && !path) at.set(entity, layoutPlace[entity]);
  const homeless = nodes.filter((entity) => !at.has(entity));
  for (const entity of homeless) at.set(entity, besideNeighbours(entity, at));
  if (homeless.length) makeRoom(homeless, nodes, at);
  for (const pin of state.pin) {
    const [short, x, y] = pin.split("@");
    if (at.has(entityOf(short))) at.set(entityOf(short), { x: Number(x), y: Number(y), pinned: true });
  }
  return tall() ? new Map(Array.from(at, ([entity, place]) => [entity, turned(place)])) : at;
}

// On a tall screen the picture lies on its side; pins are kept as on a wide one.
const tall = () => byHtmlId("stage").clientHeight > 1.15 * byHtmlId("stage").clientWidth;
const turned = (place) => ({ ...place, x: place.y, y: place.x });

function pinOf(entity, place) {
  const { x, y } = tall() ? turned(place) : place;
  return `${shortId(entity)}@${Math.round(x)}@${Math.round(y)}`;
}

const GOLDEN = 2.399963229728653;

function besideNeighbours(entity, at) {
  const placed = neighboursOf(entity)
    .map(([other]) => at.get(other))
    .filter(Boolean)
    .slice(0, 3);
  const angle = entity * GOLDEN;
  if (!placed.length) return { x: 900 * Math.cos(angle), y: 600 * Math.sin(angle) };
  const sum = placed.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }));
  return { x: sum.x / placed.length + 70 * Math.cos(angle), y: sum.y / placed.length + 70 * Math.sin(angle) };
}

// Pushes nodes that have no place of their own off the others, which stay where they are.
function makeRoom(movable, nodes, at, rounds = 40) {
  const free = new Set(movable);
  for (let round = 0; round < rounds; round++) {
    let moved = false;
    for (const entity of movable) {
      const own = at.get(entity);
      for (const other of nodes) {
        if (other === entity) continue;
        const its = at.get(other);
        const [dx, dy] = [own.x - its.x, own.y - its.y];
        const need = radiusOf(entity) + radiusOf(other) + 26;
        const length = Math.hypot(dx, dy) || 0.01;
        if (length >= need) continue;
        const push = ((need - length) / length) * (free.has(other) ? 0.5 : 1);
        own.x += dx * push || 0.1 * (entity - other);
        own.y += dy * push;
        moved = true;
      }
    }
    if (!moved) break;
  }
}

// Rings around the centre of interest, then springs; the same every time.
function egoPlaces(nodes, bundles, centre) {
  const order = nodes.filter((entity) => entity !== centre);
  const near = new Set(neighboursOf(centre).map(([other]) => other));
  const rings = [order.filter((entity) => near.has(entity)), order.filter((entity) => !near.has(entity))];
  rings.forEach((ring) => ring.sort((a, b) => E.group[a] - E.group[b] || a - b));
  const at = new Map([[centre, { x: 0, y: 0 }]]);
  rings.forEach((ring, i) => {
    const away = (i ? 1.8 : 1) * Math.max(150, 34 * Math.sqrt(rings[0].length));
    ring.forEach((entity, j) => {
      const angle = (2 * Math.PI * j) / ring.length - Math.PI / 2;
      const wobble = 1 + 0.16 * ((j % 3) - 1);
      at.set(entity, { x: 1.5 * away * wobble * Math.cos(angle), y: away * wobble * Math.sin(angle) });
    });
  });
  relax(nodes, bundles, at, centre);
  fitToRoom(at);
  makeRoom(order, nodes, at);
  return at;
}

// Scales places to the room that so many names need.
function fitToRoom(at) {
  const places = Array.from(at.values());
  const span = (key) =>
    Math.max(...places.map((place) => place[key])) - Math.min(...places.map((place) => place[key])) || 1;
  const factor = Math.sqrt((places.length * 9000) / (span("x") * span("y")));
  for (const place of places) {
    place.x *= factor;
    place.y *= factor;
  }
}

function relax(nodes, bundles, at, centre, rounds = 160) {
  const springs = Array.from(bundles.values());
  for (let round = 0; round < rounds; round++) {
    const force = new Map(nodes.map((entity) => [entity, { x: 0, y: 0 }]));
    for (let i = 0; i < nodes.length; i++) {
      for (let j = i + 1; j < nodes.length; j++) {
        const [a, b] = [at.get(nodes[i]), at.get(nodes[j])];
        const [dx, dy] = [(a.x - b.x) / 1.5, a.y - b.y];
        const push = 5200 / Math.max(dx * dx + dy * dy, 60);
        const [f, g] = [force.get(nodes[i]), force.get(nodes[j])];
        f.x += dx * push * 1.5;
        f.y += dy * push;
        g.x -= dx * push * 1.5;
        g.y -= dy * push;
      }
    }
    for (const { a, b, list } of springs) {
      const [p, q] = [at.get(a), at.get(b)];
      const pull = a === centre || b === centre ? 0.14 : 0.02 * Math.log1p(list.length);
      const [dx, dy] = [q.x - p.x, q.y - p.y];
      force.get(a).x += dx * pull;
      force.get(a).y += dy * pull;
      force.get(b).x -= dx * pull;
      force.get(b).y -= dy * pull;
    }
    const heat = 26 * (1 - round / rounds) + 0.5;
    for (const entity of nodes) {
      if (entity === centre) continue;
      const [f, place] = [force.get(entity), at.get(entity)];
      const length = Math.hypot(f.x, f.y) || 1;
      const step = Math.min(length * 0.1, heat) / length;
      place.x = Math.round((place.x + f.x * step) * 1e4) / 1e4;
      place.y = Math.round((place.y + f.y * step) * 1e4) / 1e4;
    }
  }
}
