// The map itself: vis-network draws dots and lines, draw.js and over.js paint around them.

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
  options.interaction = {
    ...options.interaction,
    hideEdgesOnZoom: true,
    hover: false,
    selectConnectedEdges: false,
    hoverConnectedEdges: false,
    tooltipDelay: 1e9,
    keyboard: false,
    zoomSpeed: 0.7,
  };
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
    ...base,
    label: undefined,
    group: undefined,
    x: place.x,
    y: place.y,
    borderWidth: place.pinned ? 3 : 1.5,
    color: {
      background: E.kind[entity] === 0 ? colour : paint.ground,
      border: E.kind[entity] === 0 ? paint.ground : colour,
    },
  };
}

const SHAPES = new Map(NETWORK.nodes.map((node) => [E.type[node.id], node.shape]));
const shapeOf = (entity) => SHAPES.get(E.type[entity]) ?? "dot";

const DASHES = { plain: false, unreal: [2, 6], denied: [9, 6] };
const widthOf = (bundle) => Math.min(7, 0.8 + 0.75 * Math.log2(1 + bundle.list.length));

// A single mention is a hair, what is said often is a line; links inside a community are nearer to the eye.
function strengthOf(bundle, many) {
  const near = E.group[bundle.a] === E.group[bundle.b] ? 1 : 0.72;
  const base = view.bundles.size < 80 ? 0.52 : view.bundles.size < 250 ? 0.4 : 0.22;
  return Math.min(many ? 0.5 : 0.8, (base + 0.13 * Math.log2(bundle.list.length)) * near);
}

const drawnBefore = new Map(NETWORK.edges.map((edge) => [bundleKey(edge.from, edge.to), edge]));

function lineOf(bundle, many) {
  const head = { enabled: true, scaleFactor: 0.38, type: "arrow" };
  return {
    ...drawnBefore.get(bundle.key),
    value: undefined,
    id: bundle.key,
    from: bundle.a,
    to: bundle.b,
    width: widthOf(bundle),
    dashes: DASHES[bundle.line],
    color: { color: fade(paint.family[bundle.family], strengthOf(bundle, many)), inherit: false },
    arrows: many
      ? undefined
      : { to: { ...head, enabled: bundle.forward }, from: { ...head, enabled: bundle.backward } },
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
    context.lineWidth = (moving ? 0.99 : width) / scale; // below one pixel a line is drawn twice as fast
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
    if (!groups.has(key))
      groups.set(key, { key, colour: family, width: 0.7 + 0.5 * weight, alpha: 0.2 + 0.1 * weight, ends: [] });
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
  const heavy = Array.from(view.bundles.values())
    .sort((p, q) => q.list.length - p.list.length)
    .slice(0, 1500);
  const dots = new Map();
  for (const entity of view.nodes) {
    const colour = groupColour(entity);
    if (!dots.has(colour)) dots.set(colour, []);
    dots.get(colour).push({ ...view.at.get(entity), r: radiusOf(entity) });
  }
  plain = { heavy: linesOf(heavy), all: tooMany() ? linesOf(view.bundles.values()) : [], dots };
  network.setOptions({ interaction: { hideNodesOnDrag: view.nodes.length > CROWD } });
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
  const scale = Math.max(
    0.05,
    Math.min(most, (room.right - room.left) / (right - left + 1), (room.bottom - room.top) / (bottom - top + 1)),
  );
  const middle = { x: (room.left + room.right - box.width) / 2, y: (room.top + room.bottom - box.height) / 2 };
  const position = { x: (left + right) / 2 - middle.x / scale, y: (top + bottom) / 2 - middle.y / scale };
  network.moveTo({
    position,
    scale,
    animation: animate && !stillness() ? { duration: 420, easingFunction: "easeInOutCubic" } : false,
  });
}

// Brings what stands out into sight, where it is not.
function keepInSight() {
  if (!lit?.first.size) return;
  const room = freeRoom(byHtmlId("map").getBoundingClientRect());
  const seen = Array.from(lit.nodes, (entity) => view.at.get(entity))
    .filter(Boolean)
    .map((place) => network.canvasToDOM(place));
  const inside = seen.every(
    ({ x, y }) => x >= room.left - 30 && x <= room.right + 30 && y >= room.top - 20 && y <= room.bottom + 20,
  );
  if (!inside || network.getScale() < 0.5)
    lookAt(Array.from(lit.nodes), { most: Math.max(0.9, Math.min(1.2, network.getScale())) });
}

// The part of the map that nothing lies on, with a margin for names, in pixels of the map.
function freeRoom(box) {
  const narrow = box.width < 760;
  const [side, head] = narrow ? [54, 26] : [86, 34];
  const foot = byHtmlId("time").hidden ? 30 : byHtmlId("time").offsetHeight + 26;
  const key = narrow || !byHtmlId("legend").querySelector("details")?.open ? 0 : byHtmlId("legend").offsetWidth;
  const chips = byHtmlId("chips").childElementCount ? 44 : 0;
  const [left, right] = language === "ar" ? [side, box.width - side - key] : [side + key, box.width - side];
  const sheet =
    byHtmlId("panel").hidden || getComputedStyle(byHtmlId("panel")).position !== "fixed"
      ? 0
      : byHtmlId("panel").offsetHeight;
  return {
    left,
    right: Math.max(right, left + 80),
    top: head + chips,
    bottom: Math.max(box.height - Math.max(foot, sheet + 26), head + chips + 60),
  };
}
