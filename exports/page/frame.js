// The frame around the map: title, tools, corner, key and help.

const coverage = () =>
  [
    counted("articles", G.articles.length),
    counted("sources", G.sources.filter(Boolean).length),
    dated.length ? Array.from(new Set([firstDay, lastDay]), (edge) => day(isoOf(edge), "short")).join(" – ") : "",
  ]
    .filter(Boolean)
    .join(" · ");

let quiet = null;
function say(text, visible = false) {
  byHtmlId("live").textContent = text;
  byHtmlId("live").classList.toggle("unseen", !visible);
  clearTimeout(quiet);
  if (visible) quiet = setTimeout(() => byHtmlId("live").classList.add("unseen"), 2200);
}

const isDark = () =>
  state.theme === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : state.theme === "dark";

function showFrame() {
  language = state.lang;
  const root = document.documentElement;
  root.lang = language;
  root.dir = language === "ar" ? "rtl" : "ltr";
  root.dataset.theme = isDark() ? "dark" : "light";
  readPaint();
  const title = clean(G.title[language] ?? G.title.ar ?? "Khabar");
  document.title = title;
  replaceAll(byHtmlId("title"), bdi(title));
  const limits = [G.redacted ? t("withheld") : "", t(`quote${G.quote[0].toUpperCase()}${G.quote.slice(1)}`)]
    .filter(Boolean)
    .join(" ");
  byHtmlId("covered").textContent = [coverage(), limits].filter(Boolean).join(" · ");
  byHtmlId("map").setAttribute("aria-label", t("mapLabel", { n: counted("names", view.nodes.length) }));
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-label]"))
    node.setAttribute("aria-label", t(node.dataset.tLabel));
  for (const node of document.querySelectorAll("[data-t-placeholder]")) node.placeholder = t(node.dataset.tPlaceholder);
}

function showTools() {
  const pressed = (on) => ({ "aria-pressed": String(on) });
  const choice = (key, value, label, hint) =>
    el(
      "button",
      {
        type: "button",
        title: hint,
        "aria-label": hint,
        ...pressed((key === "labels" ? namesIn() : state[key]) === value),
        onclick: () => go({ [key]: key === "labels" && value === language ? "" : value }),
      },
      label,
    );
  const active = FILTERS.reduce(
    (sum, key) => sum + (Array.isArray(state[key]) ? state[key].length : state[key] ? 1 : 0),
    0,
  );
  replaceAll(
    byHtmlId("tools"),
    el(
      "button.pill",
      { type: "button", id: "filter-button", ...pressed(filtersOpen), onclick: () => toggleFilters() },
      icon("filter"),
      el("span", {}, t("filters")),
      active > 0 && el("span.count", {}, number(active)),
    ),
    el(
      "div.switch",
      { role: "group", "aria-label": t("view") },
      choice("tab", "map", [icon("map"), el("span", {}, t("map"))], t("map")),
      choice("tab", "table", [icon("table"), el("span", {}, t("table"))], t("table")),
    ),
    el(
      "div.switch.letters",
      { role: "group", "aria-label": t("labels") },
      choice("labels", "ar", "ع", "العربية"),
      choice("labels", "en", "A", "English"),
      choice("labels", "both", "ع A", t("labelsBoth")),
    ),
    el(
      "button.pill",
      {
        type: "button",
        id: "language",
        lang: otherLanguage(),
        onclick: () => go({ lang: otherLanguage() }),
      },
      t("language"),
    ),
    button(isDark() ? "sun" : "moon", t(isDark() ? "light" : "dark"), switchTheme, { id: "theme" }),
    takeMenu(),
    button("help", t("help"), showHelp, { id: "help-button" }),
  );
}

const switchTheme = () => go({ theme: isDark() ? "light" : "dark" });

function takeMenu() {
  const act = (key, run) =>
    el(
      "button",
      {
        type: "button",
        "data-take": key,
        onclick: (event) => (event.currentTarget.closest("details").removeAttribute("open"), run()),
      },
      t(key),
    );
  return el(
    "details.menu",
    { id: "take" },
    el("summary.round", { title: t("take"), "aria-label": t("take") }, icon("share")),
    el(
      "div",
      {},
      act("takePng", takePng),
      act("takeSvg", takeSvg),
      act("takeCsv", takeCsv),
      act("takeLink", () => copy(location.href)),
      act("print", () => print()),
      el("hr.narrow"),
      el("button.narrow", { type: "button", onclick: switchTheme }, t(isDark() ? "light" : "dark")),
      el("button.narrow", { type: "button", onclick: showHelp }, t("help")),
    ),
  );
}

function showCorner() {
  const shown = view.nodes.length;
  const most = Math.min(G.laid, entityCount);
  const steps = [150, 400, 1000, 3000]
    .map((n) => Math.min(n, most))
    .filter((n, i, all) => n > state.show && all.indexOf(n) === i);
  replaceAll(
    byHtmlId("corner"),
    el(
      "div.stack",
      {},
      button("plus", t("zoomIn"), () => zoom(1.35)),
      button("minus", t("zoomOut"), () => zoom(1 / 1.35)),
      button("fit", t("fit"), () => lookAt()),
      button("undo", t("undo"), undo, { disabled: depth === 0 }),
    ),
    el(
      "div.shown",
      {},
      el("span", {}, t("shown", { shown, all: entityCount })),
      hasFocus()
        ? el("button", { type: "button", onclick: () => go({ ego: "", from: "", to: "", steps: 1 }) }, t("whole"))
        : [
            steps.length > 0 && el("button", { type: "button", onclick: () => go({ show: steps[0] }) }, t("more")),
            state.show > G.core && el("button", { type: "button", onclick: () => go({ show: G.core }) }, t("fewer")),
          ],
      entityCount > G.laid && !hasFocus() && el("p", {}, t("beyond", { laid: G.laid, all: entityCount })),
    ),
    !view.nodes.length && el("p.nothing", {}, t("nothing")),
  );
}

function zoom(factor) {
  network.moveTo({
    scale: network.getScale() * factor,
    animation: stillness() ? false : { duration: 180, easingFunction: "easeOutQuad" },
  });
}

// The key: communities by the names they stand around, what lines and shapes mean.
function showLegend() {
  const present = new Set(view.nodes.map((entity) => E.group[entity]));
  const groups = G.groups
    .map((members, group) => ({ members, group }))
    .filter(({ members, group }) => members.length && present.has(group));
  const community = ({ members, group }) =>
    el(
      "button",
      {
        type: "button",
        onmouseenter: () => light(group),
        onmouseleave: () => light(),
        onfocus: () => light(group),
        onblur: () => light(),
        onclick: () => lookAt(view.nodes.filter((entity) => E.group[entity] === group)),
      },
      el("span.dot", { style: { "--tint": paint.group[group % GROUPS] } }),
      el(
        "span",
        {},
        members.slice(0, 2).flatMap((entity, i) => [i ? t("listAnd") : "", bdi(shorten(entityName(entity), 22))]),
      ),
    );
  const line = (tint, style, label) => el("li", {}, el(`span.line${style}`, { style: { "--tint": tint } }), label);
  const shapes = Array.from(new Set(view.nodes.map(typeOf))).sort((a, b) => G.types.indexOf(a) - G.types.indexOf(b));
  const open = byHtmlId("legend").querySelector("details")?.open ?? innerWidth > 900;
  replaceAll(
    byHtmlId("legend"),
    el(
      "details",
      { open },
      el("summary", {}, t("legend")),
      el("div.communities", {}, groups.map(community)),
      el(
        "ul.lines",
        {},
        line(paint.family[0], "", t("conflict")),
        line(paint.family[1], "", t("cooperation")),
        line(paint.family[2], "", t("ties")),
        line(paint.ink, ".dotted", t("unreal")),
        line(paint.ink, ".dashed", t("denied")),
        el("li", {}, el("span.badge.contested", {}, bdi("≠", { dir: "ltr" })), t("contested")),
      ),
      el(
        "ul.shapes",
        {},
        shapes.map((type) =>
          el(
            "li",
            {},
            el("span.dot", {
              "data-shape": SHAPES.get(G.types.indexOf(type)) ?? "dot",
              style: { "--tint": paint.muted },
            }),
            t(type),
          ),
        ),
      ),
    ),
  );
}

function showHelp() {
  const dialog = byHtmlId("help");
  const keys = [
    ["/", "keySearch"],
    ["← ↑ → ↓", "keyMove"],
    ["Enter", "keyOpen"],
    ["+ − 0", "keyZoom"],
    ["T", "keyTable"],
    ["F", "keyFilter"],
    ["Ctrl Z", "keyUndo"],
    ["Esc", "keyClose"],
  ];
  replaceAll(
    dialog,
    button("close", t("close"), () => dialog.close()),
    el("h2", {}, t("helpTitle")),
    el("p", {}, t("helpRead")),
    el("h3", {}, t("helpKeys")),
    el(
      "dl",
      {},
      keys.flatMap(([key, label]) => [el("dt", {}, el("kbd", { dir: "ltr", text: key })), el("dd", {}, t(label))]),
    ),
    el("p.small", {}, t("licences")),
  );
  dialog.showModal();
}
