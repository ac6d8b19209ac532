// The map itself: vis-network draws dots and lines, draw.js paints around them; what the hand does to it.

const CROWD = 400; // nodes from which dragging shows plain dots
const TOO_MANY = 2500; // bundles from which vis-network is spared the lines
const MANY = 700; // bundles from which lines are straight and counts are left to the details

let network = null;
let nodeSet = null;
let edgeSet = null;
let ground = [];
let labels = { key: "", list: [], counts: [] };
let lit = null; // { nodes: Set, bundles: [] } that stand out, null when nothing does
let hovered = null;
let moving = false;
let plain = { heavy: [], all: [], dots: new Map() };
let looking = null; // what is looked at, as long as nobody has moved the map since
let version = 0;

const tooMany = () => view.bundles.size > TOO_MANY;
const stillness = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function makeMap() {
  readPaint();
  nodeSet = new vis.DataSet();
  edgeSet = new vis.DataSet();
  const options = { ...NETWORK.options };
  delete options.configure;
  options.interaction = { ...options.interaction, hideEdgesOnZoom: true, hover: false, selectConnectedEdges: false, hoverConnectedEdges: false, tooltipDelay: 1e9, keyboard: false, zoomSpeed: 0.7 };
  options.layout = { improvedLayout: false, randomSeed: 1 };
  options.nodes = { borderWidth: 1.5, borderWidthSelected: 1.5, labelHighlightBold: false, chosen: false };
  options.edges = { ...options.edges, chosen: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false };
  network = new vis.Network(byHtmlId("map"), { nodes: nodeSet, edges: edgeSet }, options);
  network.on("beforeDrawing", (context) => {
    drawGrounds(context, ground);
    if (moving || tooMany()) drawPlain(context);
  });
  network.on("afterDrawing", drawOver);
  network.on("dragStart", () => ((moving = true), (looking = null), showHover(null)));
  network.on("dragEnd", (event) => {
    moving = false;
    if (event.nodes.length) dropped(event.nodes[0]);
    network.redraw();
  });
  network.on("zoom", () => {
    moving = true;
    looking = null;
    showHover(null);
    clearTimeout(makeMap.timer);
    makeMap.timer = setTimeout(() => ((moving = false), network.redraw()), 160);
  });
  network.on("click", clicked);
  network.on("doubleClick", (event) => event.nodes.length && focusOn(event.nodes[0]));
  byHtmlId("map").addEventListener("mousemove", hoverAt);
  byHtmlId("map").addEventListener("mouseleave", () => showHover(null));
}

// Gives vis-network the view: what is new is added, what changed is updated, what is gone is removed.
function showView() {
  version++;
  lit = null; // vis-network may draw before all is handed over
  const dots = view.nodes.map(dotOf);
  const many = view.bundles.size > MANY;
  const lines = tooMany() ? [] : Array.from(view.bundles.values(), (bundle) => lineOf(bundle, many));
  const [keepNodes, keepLines] = [new Set(view.nodes), new Set(lines.map((line) => line.id))];
  nodeSet.remove(nodeSet.getIds().filter((id) => !keepNodes.has(id)));
  edgeSet.remove(edgeSet.getIds().filter((id) => !keepLines.has(id)));
  nodeSet.update(dots);
  edgeSet.update(lines);
  ground = grounds();
  preparePlain();
  light();
}

function dotOf(entity) {
  const place = view.at.get(entity);
  const colour = groupColour(entity);
  const base = NETWORK.nodes[entity] ?? { id: entity, size: 7, shape: shapeOf(entity) };
  return {
    ...base, label: undefined, group: undefined, x: place.x, y: place.y, borderWidth: place.pinned ? 3 : 1.5,
    color: { background: E.kind[entity] === 0 ? colour : paint.ground, border: E.kind[entity] === 0 ? paint.ground : colour },
  };
}

const SHAPES = new Map(NETWORK.nodes.map((node) => [E.type[node.id], node.shape]));
const shapeOf = (entity) => SHAPES.get(E.type[entity]) ?? "dot";

const DASHES = { plain: false, unreal: [2, 6], denied: [9, 6] };
const widthOf = (bundle) => Math.min(7, 0.8 + 0.75 * Math.log2(1 + bundle.list.length));

// A single mention is a hair, what is said often is a line; links inside a community are nearer to the eye.
function strengthOf(bundle, many) {
  const near = E.group[bundle.a] === E.group[bundle.b] ? 1 : 0.72;
  const base = view.bundles.size < 250 ? 0.4 : 0.22;
  return Math.min(many ? 0.5 : 0.8, (base + 0.13 * Math.log2(bundle.list.length)) * near);
}

const drawnBefore = new Map(NETWORK.edges.map((edge) => [bundleKey(edge.from, edge.to), edge]));

function lineOf(bundle, many) {
  const head = { enabled: true, scaleFactor: 0.38, type: "arrow" };
  return {
    ...drawnBefore.get(bundle.key), value: undefined, id: bundle.key, from: bundle.a, to: bundle.b, width: widthOf(bundle), dashes: DASHES[bundle.line],
    color: { color: fade(paint.family[bundle.family], strengthOf(bundle, many)), inherit: false },
    arrows: many ? undefined : { to: { ...head, enabled: bundle.forward }, from: { ...head, enabled: bundle.backward } },
    smooth: many ? false : { enabled: true, type: "curvedCW", roundness: 0.12 },
  };
}

// Draws lines straight, in one stroke per colour and weight: all of them where they are too many for vis-network, the
// heaviest while the hand drags; and of many nodes plain dots.
function drawPlain(context) {
  const scale = network.getScale();
  const lines = moving ? plain.heavy : plain.all;
  for (const { colour, width, alpha, ends } of lines) {
    context.beginPath();
    for (const [p, q] of ends) {
      context.moveTo(p.x, p.y);
      context.lineTo(q.x, q.y);
    }
    context.strokeStyle = fade(paint.family[colour], alpha);
    context.lineWidth = width / scale;
    context.stroke();
  }
  if (moving && view.nodes.length > CROWD) plain.dots.forEach((dots, colour) => drawDots(context, dots, colour, scale));
}

// Groups bundles by colour and weight, the ends of each as places.
function linesOf(bundles) {
  const groups = new Map();
  for (const { a, b, family, list } of bundles) {
    const weight = Math.min(3, Math.floor(Math.log2(list.length)));
    const key = `${weight}${2 - family}`;
    if (!groups.has(key)) groups.set(key, { key, colour: family, width: 0.7 + 0.5 * weight, alpha: 0.2 + 0.1 * weight, ends: [] });
    groups.get(key).ends.push([view.at.get(a), view.at.get(b)]);
  }
  return Array.from(groups.values()).sort((p, q) => (p.key < q.key ? -1 : 1));
}

function drawDots(context, dots, colour, scale) {
  context.beginPath();
  for (const { x, y, r } of dots) {
    if (r * scale < 4) context.rect(x - r, y - r, 2 * r, 2 * r);
    else context.roundRect(x - r, y - r, 2 * r, 2 * r, r);
  }
  context.fillStyle = colour;
  context.fill();
}

// Prepares what is drawn in one stroke.
function preparePlain() {
  const heavy = Array.from(view.bundles.values()).sort((p, q) => q.list.length - p.list.length).slice(0, 1500);
  const dots = new Map();
  for (const entity of view.nodes) {
    const colour = groupColour(entity);
    if (!dots.has(colour)) dots.set(colour, []);
    dots.get(colour).push({ ...view.at.get(entity), r: radiusOf(entity) });
  }
  plain = { heavy: linesOf(heavy), all: tooMany() ? linesOf(view.bundles.values()) : [], dots };
  network.setOptions({ interaction: { hideNodesOnDrag: view.nodes.length > CROWD } });
}

// Decides what stands out: the selection and what it touches, or a community or bundle pointed at in the key.
function light(group = null) {
  const selected = selection();
  const bundles = Array.from(view.bundles.values());
  if (group !== null) {
    const nodes = new Set(view.nodes.filter((entity) => E.group[entity] === group));
    lit = { nodes, bundles: bundles.filter(({ a, b }) => nodes.has(a) && nodes.has(b)), first: new Set() };
  } else if (selected.kind === "node" && view.at.has(selected.entity)) {
    const touching = bundles.filter(({ a, b }) => a === selected.entity || b === selected.entity);
    lit = { nodes: new Set([selected.entity, ...touching.flatMap(({ a, b }) => [a, b])]), bundles: touching, first: new Set([selected.entity]) };
  } else if (selected.kind === "edge") {
    const bundle = view.bundles.get(bundleKey(selected.a, selected.b));
    lit = { nodes: new Set([selected.a, selected.b]), bundles: bundle ? [bundle] : [], first: new Set([selected.a, selected.b]) };
  } else if (picking && view.at.has(entityOf(picking))) {
    lit = null;
  } else lit = null;
  labels.key = "";
  network.redraw();
}

function drawOver(context) {
  const matrix = context.getTransform();
  const ratio = matrix.a / network.getScale();
  const at = (entity) => {
    const place = view.at.get(entity);
    return { x: place.x * matrix.a + matrix.e, y: place.y * matrix.d + matrix.f };
  };
  context.save();
  const dim = lit?.nodes ?? null;
  if (lit) drawLit(context, matrix);
  const key = `${version} ${network.getScale().toFixed(3)} ${state.labels} ${language} ${state.sel} ${dim?.size}`;
  if (labels.key !== key) {
    const only = lit?.bundles.length === 1 && lit.first.size === 2 ? placeCounts(context, () => true) : null;
    const { placed, fits } = placeLabels(context, network.getScale(), dim ?? new Set(), only ?? []);
    labels = { key, list: placed, counts: only ?? placeCounts(context, fits) };
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
  if (!moving) for (const count of labels.counts) drawCount(context, { ...count, x: count.at.x * matrix.a + matrix.e, y: count.at.y * matrix.d + matrix.f }, ratio);
  drawLabels(context, labels.list, at, ratio, dim);
  context.restore();
}

// Lays a veil over the rest and draws what stands out once more on top of it.
function drawLit(context, matrix) {
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = fade(paint.ground, 0.78);
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.setTransform(matrix);
  for (const bundle of lit.bundles) drawBundle(context, bundle);
  for (const entity of lit.nodes) {
    const place = view.at.get(entity);
    if (!place) continue;
    traceShape(context, shapeOf(entity), place.x, place.y, radiusOf(entity));
    context.fillStyle = E.kind[entity] === 0 ? groupColour(entity) : paint.ground;
    context.fill();
    context.lineWidth = lit.first.has(entity) ? 3 : 1.5;
    context.strokeStyle = lit.first.has(entity) ? paint.ink : E.kind[entity] === 0 ? paint.ground : groupColour(entity);
    context.stroke();
  }
  context.restore();
}

// The course of a bundle's line as vis-network draws it, in the map's units.
function courseOf(bundle, parts = 20) {
  const edge = network.body.edges[bundle.key];
  if (!edge?.edgeType || !edge.connected) return [view.at.get(bundle.a), view.at.get(bundle.b)];
  return Array.from({ length: parts + 1 }, (_, i) => edge.edgeType.getPoint(i / parts));
}

function drawBundle(context, bundle) {
  const course = courseOf(bundle);
  context.beginPath();
  course.forEach((p, i) => (i ? context.lineTo(p.x, p.y) : context.moveTo(p.x, p.y)));
  context.setLineDash(DASHES[bundle.line] || []);
  context.strokeStyle = paint.family[bundle.family];
  context.lineWidth = widthOf(bundle) + 0.6;
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = paint.family[bundle.family];
  if (bundle.forward) drawHead(context, course, bundle.b, 6 + widthOf(bundle));
  if (bundle.backward) drawHead(context, course.slice().reverse(), bundle.a, 6 + widthOf(bundle));
}

function drawHead(context, course, entity, size) {
  const [centre, reach] = [view.at.get(entity), radiusOf(entity) + 2];
  const from = course.slice().reverse().find((p) => Math.hypot(p.x - centre.x, p.y - centre.y) > reach + size) ?? course[0];
  const angle = Math.atan2(centre.y - from.y, centre.x - from.x);
  const [x, y] = [centre.x - reach * Math.cos(angle), centre.y - reach * Math.sin(angle)];
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x - size * Math.cos(angle - 0.45), y - size * Math.sin(angle - 0.45));
  context.lineTo(x - size * Math.cos(angle + 0.45), y - size * Math.sin(angle + 0.45));
  context.closePath();
  context.fill();
}

// Chooses the bundles whose number of statements is written: where it is worth it and no name stands there.
function placeCounts(context, fits) {
  const scale = network.getScale();
  const worded = lit && lit.first.size > 0 && lit.bundles.length <= 16;
  const bundles = (lit ? lit.bundles : view.bundles.size > MANY ? [] : Array.from(view.bundles.values())).slice().sort((p, q) => q.contested - p.contested || q.list.length - p.list.length);
  const chosen = [];
  for (const bundle of bundles) {
    const count = bundle.list.length;
    if (!worded && !bundle.contested && count < (lit ? 2 : 3)) continue;
    const at = courseOf(bundle, 2)[1] ?? view.at.get(bundle.a);
    const text = `${bundle.contested ? "≠ " : ""}${worded ? bundleWords(bundle) : count}`;
    const half = (textWidth(context, text, 600) * COUNT) / 2 + 5;
    const box = { x: at.x * scale - half, y: at.y * scale - 9, w: 2 * half, h: 18 };
    if (!fits(box)) continue;
    chosen.push({ at, box, text, half, colour: paint.family[bundle.family], contested: bundle.contested, strong: Boolean(lit) });
  }
  return chosen;
}

// The most frequent relation of a bundle, and how many statements there are beside it.
function bundleWords(bundle) {
  const counts = new Map();
  for (const s of bundle.list) counts.set(S.r[s], (counts.get(S.r[s]) ?? 0) + 1);
  const [relation] = Array.from(counts).sort((a, b) => b[1] - a[1] || a[0] - b[0])[0];
  const rest = bundle.list.length > 1 ? ` ${bundle.list.length}` : "";
  return `${shorten(relationName(relation), 22)}${rest}`;
}

// Looks at the given nodes, or at all: moves and zooms so that they fill the map and leave its edges free.
function lookAt(nodes = view.nodes, { animate = true, most = 1.5 } = {}) {
  const places = nodes.map((entity) => view.at.get(entity)).filter(Boolean);
  if (!places.length) return;
  looking = { nodes, most };
  const box = byHtmlId("map").getBoundingClientRect();
  const [left, right] = [Math.min(...places.map((p) => p.x)), Math.max(...places.map((p) => p.x))];
  const [top, bottom] = [Math.min(...places.map((p) => p.y)), Math.max(...places.map((p) => p.y))];
  const room = freeRoom(box);
  const scale = Math.max(0.05, Math.min(most, (room.right - room.left) / (right - left + 1), (room.bottom - room.top) / (bottom - top + 1)));
  const middle = { x: (room.left + room.right - box.width) / 2, y: (room.top + room.bottom - box.height) / 2 };
  const position = { x: (left + right) / 2 - middle.x / scale, y: (top + bottom) / 2 - middle.y / scale };
  network.moveTo({ position, scale, animation: animate && !stillness() ? { duration: 420, easingFunction: "easeInOutCubic" } : false });
}

// Brings what stands out into sight, where it is not.
function keepInSight() {
  if (!lit?.first.size) return;
  const room = freeRoom(byHtmlId("map").getBoundingClientRect());
  const seen = Array.from(lit.nodes, (entity) => view.at.get(entity)).filter(Boolean).map((place) => network.canvasToDOM(place));
  const inside = seen.every(({ x, y }) => x >= room.left - 30 && x <= room.right + 30 && y >= room.top - 20 && y <= room.bottom + 20);
  if (!inside || network.getScale() < 0.5) lookAt(Array.from(lit.nodes), { most: Math.max(0.9, Math.min(1.2, network.getScale())) });
}

// The part of the map that nothing lies on, with a margin for names, in pixels of the map.
function freeRoom(box) {
  const narrow = box.width < 760;
  const [side, head] = narrow ? [54, 26] : [86, 34];
  const foot = byHtmlId("time").hidden ? 30 : byHtmlId("time").offsetHeight + 26;
  const key = narrow || !byHtmlId("legend").querySelector("details")?.open ? 0 : byHtmlId("legend").offsetWidth;
  const chips = byHtmlId("chips").childElementCount ? 44 : 0;
  const [left, right] = language === "ar" ? [side, box.width - side - key] : [side + key, box.width - side];
  const sheet = byHtmlId("panel").hidden || getComputedStyle(byHtmlId("panel")).position !== "fixed" ? 0 : byHtmlId("panel").offsetHeight;
  return { left, right: Math.max(right, left + 80), top: head + chips, bottom: Math.max(box.height - Math.max(foot, sheet + 26), head + chips + 60) };
}

function clicked(event) {
  const node = event.nodes[0];
  const bundle = node === undefined ? bundleAt(event.pointer.DOM) : null;
  if (node !== undefined) chooseNode(node);
  else if (bundle) chooseEdge(bundle);
  else if (state.sel) go({ sel: "" });
}

function chooseNode(entity) {
  if (picking && picking !== shortId(entity)) {
    const from = picking;
    setPicking("");
    return go({ from, to: shortId(entity), ego: "", sel: "", tab: "map" });
  }
  go({ sel: `n:${shortId(entity)}` });
}
const chooseEdge = (bundle) => go({ sel: `e:${shortId(bundle.a)}~${shortId(bundle.b)}` });
const focusOn = (entity, steps = 1) => go({ ego: shortId(entity), steps, from: "", to: "", sel: `n:${shortId(entity)}`, tab: "map" });

// A dropped node stays where it was put, in this view and in every view that is shared from it.
function dropped(entity) {
  const others = state.pin.filter((pin) => !pin.startsWith(`${shortId(entity)}@`));
  go({ pin: [...others, pinOf(entity, network.getPositions([entity])[entity])] });
}

function hoverAt(event) {
  if (moving || event.buttons) return;
  const box = byHtmlId("map").getBoundingClientRect();
  const spot = { x: event.clientX - box.left, y: event.clientY - box.top };
  const node = network.getNodeAt(spot);
  const bundle = node === undefined ? bundleAt(spot) : null;
  showHover(node !== undefined ? { node, ...spot } : bundle ? { bundle, ...spot } : null);
}

// The bundle under a spot of the map, in its pixels; where vis-network has no lines, the nearest within six pixels.
function bundleAt(spot) {
  if (!tooMany()) return view.bundles.get(network.getEdgeAt(spot)) ?? null;
  const { x, y } = network.DOMtoCanvas(spot);
  let [best, least] = [null, 6 / network.getScale()];
  for (const bundle of view.bundles.values()) {
    const [p, q] = [view.at.get(bundle.a), view.at.get(bundle.b)];
    const [dx, dy] = [q.x - p.x, q.y - p.y];
    const part = Math.max(0, Math.min(1, ((x - p.x) * dx + (y - p.y) * dy) / (dx * dx + dy * dy || 1)));
    const away = Math.hypot(x - p.x - part * dx, y - p.y - part * dy);
    if (away < least) [best, least] = [bundle, away];
  }
  return best;
}

function showHover(target) {
  const box = byHtmlId("hover");
  byHtmlId("map").classList.toggle("pointing", Boolean(target));
  hovered = target;
  box.hidden = !target;
  if (!target) return;
  if (target.bundle) {
    const { a, b, list } = target.bundle;
    replaceAll(box, el("strong", {}, bdi(entityName(a)), " · ", bdi(entityName(b))), el("span", {}, bdi(bundleWords({ list: list.slice() }).replace(/ \d+$/, "")), " · ", counted("statements", list.length)));
  } else replaceAll(box, el("strong", {}, bdi(entityName(target.node))), el("span", {}, bdi(entityName(target.node, otherLanguage())), " · ", t(typeOf(target.node))));
  const room = byHtmlId("map").clientWidth - box.offsetWidth - 12;
  box.style.left = `${Math.max(8, Math.min(room, target.x + 14))}px`;
  box.style.top = `${Math.max(8, target.y + 16)}px`;
}

// The nearest name in a direction, for the arrow keys.
function step(dx, dy) {
  const selected = selection();
  if (selected.kind !== "node" || !view.at.has(selected.entity)) return view.nodes.length && chooseNode(view.nodes[0]);
  const own = view.at.get(selected.entity);
  let best = null;
  for (const entity of view.nodes) {
    const place = view.at.get(entity);
    const along = (place.x - own.x) * dx + (place.y - own.y) * dy;
    const aside = Math.abs((place.x - own.x) * dy) + Math.abs((place.y - own.y) * dx);
    if (along <= 1) continue;
    const cost = along + 2.2 * aside;
    if (!best || cost < best.cost) best = { entity, cost };
  }
  if (best) chooseNode(best.entity);
}
