// What is painted around vis-network's dots and lines: grounds of communities, names that never overlap, highlights.

const GROUPS = 10;
let paint = {};

// Colours come from the style sheet, so that light, dark and print have one source.
function readPaint() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  paint = {
    ground: colour("--map"),
    ink: colour("--ink"),
    muted: colour("--muted"),
    accent: colour("--accent"),
    paper: colour("--paper"),
    family: [colour("--conflict"), colour("--cooperation"), colour("--ties")],
    group: Array.from({ length: GROUPS }, (_, i) => colour(`--group-${i}`)),
    noGroup: colour("--group-none"),
    font: style.getPropertyValue("--sans").trim(),
  };
}
const groupColour = (entity) => (E.group[entity] >= 0 ? paint.group[E.group[entity] % GROUPS] : paint.noGroup);

function fade(hex, alpha) {
  return `${hex}${Math.round(alpha * 255)
    .toString(16)
    .padStart(2, "0")}`;
}

function convexHull(points) {
  const sorted = points.slice().sort((p, q) => p.x - q.x || p.y - q.y);
  const cross = (o, a, b) => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
  const half = (list) => {
    const chain = [];
    for (const p of list) {
      while (chain.length > 1 && cross(chain[chain.length - 2], chain[chain.length - 1], p) <= 0) chain.pop();
      chain.push(p);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

// The ground of each community: a rounded outline around its nodes, without the few that stray far.
function grounds() {
  if (hasFocus()) return [];
  const members = new Map();
  for (const entity of view.nodes)
    if (E.group[entity] >= 0 && entity < G.laid)
      (members.get(E.group[entity]) ?? members.set(E.group[entity], []).get(E.group[entity])).push(entity);
  return Array.from(members)
    .filter(([, list]) => list.length >= 3)
    .map(([group, list]) => ({ group, outline: outlineOf(list) }));
}

function outlineOf(list) {
  const places = list.map((entity) => ({ ...view.at.get(entity), r: radiusOf(entity) }));
  const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const [cx, cy] = [median(places.map((p) => p.x)), median(places.map((p) => p.y))];
  const away = (p) => Math.hypot((p.x - cx) / 1.5, p.y - cy);
  const usual = median(places.map(away)) || 1;
  const round = [];
  for (const p of places.filter((place) => away(place) <= usual * 2.1 + 30)) {
    for (let i = 0; i < 16; i++)
      round.push({
        x: p.x + (p.r + 26) * Math.cos((i * Math.PI) / 8),
        y: p.y + (p.r + 26) * Math.sin((i * Math.PI) / 8),
      });
  }
  return convexHull(round);
}

function drawGrounds(context, list) {
  for (const { group, outline } of list) {
    context.beginPath();
    outline.forEach((p, i) => (i ? context.lineTo(p.x, p.y) : context.moveTo(p.x, p.y)));
    context.closePath();
    context.fillStyle = fade(paint.group[group % GROUPS], 0.09);
    context.fill();
  }
}

const SHAPE_SIDES = { square: 4, hexagon: 6, triangle: 3, diamond: 4 };

// Traces a node's shape as vis-network does, for highlights, pictures and SVG.
function shapePoints(shape, x, y, r) {
  if (shape === "square")
    return [
      [x - r, y - r],
      [x + r, y - r],
      [x + r, y + r],
      [x - r, y + r],
    ];
  if (shape === "diamond")
    return [
      [x, y + r],
      [x + r, y],
      [x, y - r],
      [x - r, y],
    ];
  if (shape === "star")
    return Array.from({ length: 10 }, (_, i) => [
      x + (i % 2 ? 0.5 : 1.3) * r * Math.sin((i * Math.PI) / 5),
      y - (i % 2 ? 0.5 : 1.3) * r * Math.cos((i * Math.PI) / 5),
    ]);
  const start = shape === "triangle" ? -Math.PI / 2 : 0;
  return Array.from({ length: SHAPE_SIDES[shape] }, (_, i) => [
    x + r * Math.cos(start + (2 * Math.PI * i) / SHAPE_SIDES[shape]),
    y + r * Math.sin(start + (2 * Math.PI * i) / SHAPE_SIDES[shape]),
  ]);
}

function traceShape(context, shape, x, y, r) {
  context.beginPath();
  if (shape === "dot") context.arc(x, y, r, 0, 2 * Math.PI);
  else shapePoints(shape, x, y, r).forEach(([px, py], i) => (i ? context.lineTo(px, py) : context.moveTo(px, py)));
  context.closePath();
}

// The lines of a name as it stands on the map, each with its size.
function labelLines(entity) {
  const size = 11.5 + 5.5 * Math.sqrt(E.rank[entity] / 1000);
  const line = (code, scale) => ({
    text: shorten(entityName(entity, code), 28),
    size: size * scale,
    weight: scale === 1 && E.rank[entity] > 130 ? 600 : 400,
  });
  if (namesIn() !== "both") return [line(namesIn(), 1)];
  const lines = [line(language, 1), line(otherLanguage(), 0.82)];
  return lines[0].text === lines[1].text ? lines.slice(0, 1) : lines;
}

const widths = new Map();
function textWidth(context, text, weight) {
  const key = weight + text;
  if (!widths.has(key)) {
    context.font = `${weight} 100px ${paint.font}`;
    widths.set(key, context.measureText(text).width / 100);
  }
  return widths.get(key);
}

// Chooses which names are written and where, in screen units around each node: the important ones first, none over another.
function placeLabels(context, scale, first, counts, most = 320) {
  const boxes = new Map();
  const cell = 64;
  const cellsOf = (box) => {
    const keys = [];
    for (let i = Math.floor(box.x / cell); i <= Math.floor((box.x + box.w) / cell); i++)
      for (let j = Math.floor(box.y / cell); j <= Math.floor((box.y + box.h) / cell); j++) keys.push(`${i},${j}`);
    return keys;
  };
  const free = (box, own) =>
    cellsOf(box).every((key) =>
      (boxes.get(key) ?? []).every(
        (b) =>
          b.own === own || b.x >= box.x + box.w || b.x + b.w <= box.x || b.y >= box.y + box.h || b.y + b.h <= box.y,
      ),
    );
  const take = (box) => cellsOf(box).forEach((key) => boxes.get(key)?.push(box) ?? boxes.set(key, [box]));
  const inOrder = [
    ...view.nodes.filter((entity) => first.has(entity)),
    ...view.nodes.filter((entity) => !first.has(entity)),
  ];
  const placed = [];
  counts.forEach(({ box }) => take({ own: -1, ...box }));
  const disc = (entity) => {
    const [{ x, y }, r] = [view.at.get(entity), radiusOf(entity) * scale];
    return { own: entity, x: x * scale - r, y: y * scale - r, w: 2 * r, h: 2 * r };
  };
  const great = inOrder.filter((entity) => E.rank[entity] > 130 || first.has(entity)).slice(0, 60);
  great.forEach((entity) => take(disc(entity))); // no name may lie on a great dot, nor on a lesser one that came before it
  for (const entity of inOrder) {
    if (placed.length >= most) break;
    const lines = labelLines(entity).map((line) => ({
      ...line,
      w: textWidth(context, line.text, line.weight) * line.size,
    }));
    const w = Math.max(...lines.map((line) => line.w)) + 4;
    const h = lines.reduce((sum, line) => sum + line.size * 1.28, 0);
    const place = view.at.get(entity);
    const [x, y, r] = [place.x * scale, place.y * scale, radiusOf(entity) * scale];
    const choices = [
      [x - w / 2, y + r + 2],
      [x - w / 2, y - r - h - 2],
      [x + r + 4, y - h / 2],
      [x - r - w - 4, y - h / 2],
    ];
    const spot =
      choices.find(([bx, by]) => free({ x: bx, y: by, w, h }, entity)) ??
      (first.has(entity) && first.size <= 2 ? choices[0] : null);
    take(disc(entity));
    if (!spot) continue;
    take({ own: -1, x: spot[0], y: spot[1], w, h });
    placed.push({ entity, lines, dx: spot[0] + w / 2 - x, dy: spot[1] - y, h });
  }
  return { placed, fits: (box) => free(box, null) && (take({ own: -1, ...box }), true) };
}

// Writes the chosen names; the context stands in device pixels, `at` gives a node's place there.
function drawLabels(context, labels, at, ratio, dim) {
  for (const { entity, lines, dx, dy } of labels) {
    const place = at(entity);
    const quiet = dim && !dim.has(entity);
    let y = place.y + dy * ratio;
    lines.forEach((line, i) => {
      const picture = pictureOf(line, quiet ? "quiet" : i === 0 ? "ink" : "muted", ratio);
      context.drawImage(
        picture,
        Math.round(place.x + dx * ratio - picture.width / 2),
        Math.round(y + line.size * 0.64 * ratio - picture.height / 2),
      );
      y += line.size * 1.28 * ratio;
    });
  }
}

// A line of a name with its halo, drawn once and kept: letters are dear, pictures are cheap to move.
const pictures = new Map();
function pictureOf(line, tone, ratio) {
  const key = `${tone} ${line.size.toFixed(2)} ${line.weight} ${ratio} ${paint.ground} ${line.text}`;
  if (pictures.has(key)) return pictures.get(key);
  if (pictures.size > 2500) pictures.clear();
  const canvas = el("canvas");
  const context = canvas.getContext("2d");
  const [halo, size] = [3.4 * ratio, line.size * ratio];
  canvas.width = Math.max(1, Math.ceil(textWidth(context, line.text, line.weight) * size + 2 * halo + size * 0.6));
  canvas.height = Math.ceil(size * 1.9 + 2 * halo);
  context.font = `${line.weight} ${size}px ${paint.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.direction = isRtl(line.text) ? "rtl" : "ltr";
  context.lineWidth = halo;
  context.strokeStyle = fade(paint.ground, tone === "quiet" ? 0.5 : 0.92);
  context.strokeText(line.text, canvas.width / 2, canvas.height / 2);
  context.fillStyle = tone === "quiet" ? fade(paint.muted, 0.4) : paint[tone];
  context.fillText(line.text, canvas.width / 2, canvas.height / 2);
  pictures.set(key, canvas);
  return canvas;
}

// Writes on the middle of a bundle how many statements it holds; the sign of a contested one stands before it.
function drawCount(context, { x, y, text, half, colour, contested, strong }, ratio) {
  context.font = `${strong ? 600 : 500} ${COUNT * ratio}px ${paint.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  if (strong || contested) {
    context.beginPath();
    context.roundRect(x - half * ratio, y - 8 * ratio, 2 * half * ratio, 16 * ratio, 8 * ratio);
    context.fillStyle = paint.ground;
    context.strokeStyle = strong ? colour : fade(colour, 0.55);
    context.lineWidth = ratio;
    context.fill();
    context.stroke();
  } else {
    context.strokeStyle = paint.ground;
    context.lineWidth = 3 * ratio;
    context.strokeText(text, x, y);
  }
  context.direction = /\p{L}/u.test(text) && isRtl(text) ? "rtl" : "ltr";
  context.fillStyle = strong ? paint.ink : contested ? colour : paint.muted;
  context.fillText(text, x, y + 0.5 * ratio);
}
const COUNT = 10.5;
