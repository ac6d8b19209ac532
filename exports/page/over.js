// What is painted over vis-network's picture: what stands out, the names, and how much is said.

// Decides what stands out: the selection and what it touches, or a community or bundle pointed at in the key.
function light(group = null) {
  const selected = selection();
  const bundles = Array.from(view.bundles.values());
  if (group !== null) {
    const nodes = new Set(view.nodes.filter((entity) => E.group[entity] === group));
    lit = { nodes, bundles: bundles.filter(({ a, b }) => nodes.has(a) && nodes.has(b)), first: new Set() };
  } else if (selected.kind === "node" && view.at.has(selected.entity)) {
    const touching = bundles.filter(({ a, b }) => a === selected.entity || b === selected.entity);
    lit = {
      nodes: new Set([selected.entity, ...touching.flatMap(({ a, b }) => [a, b])]),
      bundles: touching,
      first: new Set([selected.entity]),
    };
  } else if (selected.kind === "edge") {
    const bundle = view.bundles.get(bundleKey(selected.a, selected.b));
    lit = {
      nodes: new Set([selected.a, selected.b]),
      bundles: bundle ? [bundle] : [],
      first: new Set([selected.a, selected.b]),
    };
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
  const key = `${version} ${network.getScale().toFixed(3)} ${namesIn()} ${language} ${state.sel} ${dim?.size}`;
  if (labels.key !== key) {
    const only = lit?.bundles.length === 1 && lit.first.size === 2 ? placeCounts(context, () => true) : null;
    const { placed, fits } = placeLabels(context, network.getScale(), dim ?? new Set(), only ?? []);
    labels = { key, list: placed, counts: only ?? placeCounts(context, fits) };
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
  if (!moving)
    for (const count of labels.counts)
      drawCount(context, { ...count, x: count.at.x * matrix.a + matrix.e, y: count.at.y * matrix.d + matrix.f }, ratio);
  drawLabels(context, labels.list, at, ratio, dim);
  context.restore();
}

// Lays a veil over the rest and draws what stands out once more on top of it.
function drawLit(context, matrix) {
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = fade(paint.ground, 0.72);
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
  const from =
    course
      .slice()
      .reverse()
      .find((p) => Math.hypot(p.x - centre.x, p.y - centre.y) > reach + size) ?? course[0];
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
  const bundles = (lit ? lit.bundles : view.bundles.size > MANY ? [] : Array.from(view.bundles.values()))
    .slice()
    .sort((p, q) => q.contested - p.contested || q.list.length - p.list.length);
  const chosen = [];
  for (const bundle of bundles) {
    const count = bundle.list.length;
    if (!worded && !bundle.contested && count < (lit ? 2 : 3)) continue;
    const at = courseOf(bundle, 2)[1] ?? view.at.get(bundle.a);
    const text = `${bundle.contested ? "≠ " : ""}${worded ? bundleWords(bundle) : count}`;
    const half = (textWidth(context, text, 600) * COUNT) / 2 + 5;
    const box = { x: at.x * scale - half, y: at.y * scale - 9, w: 2 * half, h: 18 };
    if (!fits(box)) continue;
    chosen.push({
      at,
      box,
      text,
      half,
      colour: paint.family[bundle.family],
      contested: bundle.contested,
      strong: Boolean(lit),
    });
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
