// What the hand does to the map: press, drag, point, and the arrow keys.

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
const focusOn = (entity, steps = 1) =>
  go({ ego: shortId(entity), steps, from: "", to: "", sel: `n:${shortId(entity)}`, tab: "map" });

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
    replaceAll(
      box,
      el("strong", {}, bdi(entityName(a)), " · ", bdi(entityName(b))),
      el(
        "span",
        {},
        bdi(bundleWords({ list: list.slice() }).replace(/ \d+$/, "")),
        " · ",
        counted("statements", list.length),
      ),
    );
  } else
    replaceAll(
      box,
      el("strong", {}, bdi(entityName(target.node))),
      el("span", {}, bdi(entityName(target.node, otherLanguage())), " · ", t(typeOf(target.node))),
    );
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
