// What can be taken away: a picture, a drawing, a table, a citation, a link.

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return say(t("copied"), true);
  } catch (error) {
    if (!(error instanceof TypeError) && error.name !== "NotAllowedError") throw error; // no clipboard here, or it is refused
  }
  const area = el("textarea", { readonly: true });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) showText(text);
  return say(t(done ? "copied" : "notCopied"), true);
}

// Where a browser lets nothing into the clipboard: the text, selected, to be copied by hand.
function showText(text) {
  const area = el("textarea", { readonly: true, rows: 8, "aria-label": t("cite") });
  area.value = text;
  const dialog = byHtmlId("help");
  replaceAll(
    dialog,
    area,
    button("close", t("close"), () => dialog.close()),
  );
  dialog.showModal();
  area.select();
}

function citation(s) {
  const [id, title, date, source, url] = G.articles[S.a[s]];
  const place = quoted(s);
  const text = place.text
    ? `«${Array.from(place.text).slice(place.first, place.last).join("")}»`
    : clean(`${entityName(S.s[s])} ${relationName(S.r[s])} ${S.o[s] >= 0 ? entityName(S.o[s]) : ""}`);
  const values = {
    text,
    title: title || id,
    source: G.sources[source] || "—",
    date: date || t("undated"),
    a: String(place.start),
    b: String(place.end),
    url,
  };
  return WORDS[language].citation.replace(/\{(\w+)\}/g, (_, name) => values[name]).trim();
}

function linkTo(patch) {
  return `${location.href.replace(/#.*$/, "")}#${encode({ ...state, ...patch })}`;
}

function download(name, parts, type) {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const fileName = (suffix) =>
  `${
    clean(G.title[language] ?? G.title.ar)
      .replace(/[\\/:*?"<>|،,]+/g, " ")
      .trim()
      .replace(/\s+/g, "-")
      .slice(0, 60) || "khabar"
  }.${suffix}`;

function takePng() {
  const drawn = byHtmlId("map").querySelector("canvas");
  const canvas = el("canvas");
  [canvas.width, canvas.height] = [drawn.width, drawn.height];
  const context = canvas.getContext("2d");
  context.fillStyle = paint.ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(drawn, 0, 0);
  const ratio = drawn.width / drawn.clientWidth;
  context.font = `${12 * ratio}px ${paint.font}`;
  context.fillStyle = paint.muted;
  context.direction = language === "ar" ? "rtl" : "ltr";
  context.textAlign = "start";
  context.fillText(
    `${clean(G.title[language])} — ${coverage()}`,
    language === "ar" ? canvas.width - 14 * ratio : 14 * ratio,
    canvas.height - 14 * ratio,
  );
  canvas.toBlob((blob) => download(fileName("png"), [blob], "image/png"), "image/png");
}

// Draws the view as SVG, with its names as text.
function takeSvg() {
  const ns = "http://www.w3.org/2000/svg";
  const node = (tag, attributes, text) => {
    const made = document.createElementNS(ns, tag);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text) made.textContent = text;
    return made;
  };
  const scale = network.getScale();
  const places = view.nodes.map((entity) => view.at.get(entity));
  const pad = 90 / scale;
  const [left, top] = [Math.min(...places.map((p) => p.x)) - pad, Math.min(...places.map((p) => p.y)) - pad];
  const [width, height] = [
    Math.max(...places.map((p) => p.x)) + pad - left,
    Math.max(...places.map((p) => p.y)) + pad - top,
  ];
  const svg = node("svg", {
    xmlns: ns,
    viewBox: [left, top, width, height].map((v) => v.toFixed(1)).join(" "),
    width: Math.round(width * scale),
    height: Math.round(height * scale),
    "font-family": paint.font,
  });
  svg.append(
    node("title", {}, clean(G.title[language])),
    node("rect", { x: left, y: top, width, height, fill: paint.ground }),
  );
  for (const { group, outline } of ground)
    svg.append(
      node("polygon", {
        points: outline.map((p) => `${p.x.toFixed(1)},${p.y.toFixed(1)}`).join(" "),
        fill: paint.group[group % GROUPS],
        "fill-opacity": 0.09,
      }),
    );
  for (const bundle of view.bundles.values())
    svg.append(
      node("polyline", {
        points: courseOf(bundle, 8)
          .map((p) => `${p.x.toFixed(1)},${p.y.toFixed(1)}`)
          .join(" "),
        fill: "none",
        stroke: paint.family[bundle.family],
        "stroke-opacity": 0.55,
        "stroke-width": widthOf(bundle).toFixed(2),
        ...(DASHES[bundle.line] ? { "stroke-dasharray": DASHES[bundle.line].join(" ") } : {}),
      }),
    );
  for (const entity of view.nodes) svg.append(svgShape(node, entity));
  for (const { entity, lines, dx, dy } of labels.list) {
    let y = view.at.get(entity).y + dy / scale;
    for (const line of lines) {
      y += (line.size * 0.64) / scale;
      svg.append(
        node(
          "text",
          {
            x: (view.at.get(entity).x + dx / scale).toFixed(1),
            y: y.toFixed(1),
            "font-size": (line.size / scale).toFixed(2),
            "text-anchor": "middle",
            "dominant-baseline": "central",
            direction: isRtl(line.text) ? "rtl" : "ltr",
            fill: paint.ink,
            stroke: paint.ground,
            "stroke-width": (3 / scale).toFixed(2),
            "paint-order": "stroke",
            "stroke-linejoin": "round",
          },
          line.text,
        ),
      );
      y += (line.size * 0.64) / scale;
    }
  }
  download(fileName("svg"), [new XMLSerializer().serializeToString(svg)], "image/svg+xml");
}

function svgShape(node, entity) {
  const [{ x, y }, r] = [view.at.get(entity), radiusOf(entity)];
  const look =
    E.kind[entity] === 0
      ? { fill: groupColour(entity), stroke: paint.ground }
      : { fill: paint.ground, stroke: groupColour(entity) };
  if (shapeOf(entity) === "dot") return node("circle", { cx: x, cy: y, r, "stroke-width": 1.5, ...look });
  return node("polygon", {
    points: shapePoints(shapeOf(entity), x, y, r)
      .map((p) => p.map((v) => v.toFixed(1)).join(","))
      .join(" "),
    "stroke-width": 1.5,
    ...look,
  });
}

// A cell of CSV; what a spreadsheet would run as a formula is kept a text.
function csvCell(value) {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) && typeof value !== "number" ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

function takeCsv() {
  const list = [];
  const selected = selection();
  const inView = (s) => !hasFocus() || (view.at.has(S.s[s]) && (S.o[s] < 0 || view.at.has(S.o[s])));
  const touches = (s) =>
    selected.kind === "none" ||
    (selected.kind === "node"
      ? S.s[s] === selected.entity || S.o[s] === selected.entity
      : [S.s[s], S.o[s]].sort().join() === [selected.a, selected.b].sort().join());
  for (let s = 0; s < statementCount; s++)
    if (passing[s] && touches(s) && (state.tab === "table" || selected.kind !== "none" || inView(s))) list.push(s);
  const head = [
    "id",
    "subject_ar",
    "subject_en",
    "relation",
    "relation_ar",
    "relation_en",
    "object_ar",
    "object_en",
    "polarity",
    "modality",
    "speakers",
    "class",
    "time",
    "confidence",
    "date",
    "source",
    "title",
    "url",
    "start",
    "end",
    "words",
  ];
  const both = (entity) => (entity < 0 ? ["", ""] : [E.ar[entity], E.en[entity]]);
  const row = (s) => {
    const [, title, date, source, url] = G.articles[S.a[s]];
    const relation = G.relations[S.r[s]];
    const place = quoted(s);
    return [
      words().ids[s],
      ...both(S.s[s]),
      relation[0],
      relation[1],
      relation[2],
      ...both(S.o[s]),
      S.p[s] ? "negated" : "affirmed",
      G.modalities[S.m[s]],
      speakersOf(s)
        .map(([speaker, stance]) => `${entityName(speaker)} (${G.stances[stance]})`)
        .join("; "),
      G.classes[relation[3]],
      S.t[s] < 0 ? "" : G.times[S.t[s]],
      S.c[s] / 100,
      date,
      G.sources[source],
      title,
      url,
      place.start,
      place.end,
      Array.from(place.text).slice(place.first, place.last).join(""),
    ];
  };
  download(
    fileName("csv"),
    ["\ufeff", [head, ...list.map(row)].map((cells) => cells.map(csvCell).join(",")).join("\r\n"), "\r\n"],
    "text/csv",
  );
}
