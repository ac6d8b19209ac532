// Keyboard, and what is drawn anew when the address changes.

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function keyPressed(event) {
  const typing = event.target.closest?.("input, textarea, select, dialog[open]");
  if (event.key === "Escape" && !typing) {
    if (picking) return setPicking("");
    if (state.sel) return closePanel();
    if (filtersOpen) return toggleFilters(false);
    return hasFocus() ? go({ ego: "", from: "", to: "", steps: 1 }) : undefined;
  }
  if (typing) return undefined;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") return (event.preventDefault(), undo());
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const code = event.code;
  if (event.key === "/" || code === "Slash") return (event.preventDefault(), byHtmlId("search").focus());
  if (code === "KeyT") return go({ tab: state.tab === "map" ? "table" : "map" });
  if (code === "KeyF") return toggleFilters();
  if (event.key === "?") return showHelp();
  if (document.activeElement !== byHtmlId("map")) return undefined;
  if (MOVES[event.key]) return (event.preventDefault(), step(...MOVES[event.key]));
  if (event.key === "Enter" && !byHtmlId("panel").hidden) return byHtmlId("panel").focus();
  if (event.key === "+" || event.key === "=") return zoom(1.35);
  if (event.key === "-") return zoom(1 / 1.35);
  if (event.key === "0") return lookAt();
  return undefined;
}

const SHAPED = ["show", "ego", "steps", "from", "to", "open", "hide", "pin", ...FILTERS];

function refresh(changed) {
  const any = (...keys) => keys.some((key) => changed.has(key));
  if (any("lang", "theme")) showFrame();
  if (any(...FILTERS)) {
    applyFilters();
    adjacent = null;
  }
  const shaped = any(...SHAPED, "lang", "sel");
  const before = view.nodes.length;
  if (shaped) {
    const seen = view.nodes.join();
    computeView();
    if (any(...SHAPED, "lang", "theme") || seen !== view.nodes.join()) showView();
    else light();
  } else if (any("theme")) showView();
  if (any("labels")) ((labels.key = ""), network.redraw());
  document.body.dataset.tab = state.tab;
  showPanel();
  showTools();
  showChips();
  showCorner();
  if (any("tab", "lang", ...FILTERS)) (showTable(), showTime());
  if (any("lang", ...FILTERS)) showFilters();
  if (any("lang", "theme", ...SHAPED)) showLegend();
  if (any("ego", "steps", "from", "to", "show", "lang") || (before === 0 && view.nodes.length)) lookAt();
  const selected = selection();
  if (any("sel") && !any("ego", "steps", "from", "to")) setTimeout(keepInSight, 60);
  if (any("sel") && selected.kind === "node")
    say(`${entityName(selected.entity)}: ${counted("statements", weightOf(selected.entity))}`);
}

function begin() {
  state = decode(location.hash);
  showFrame();
  applyFilters();
  computeView();
  makeMap();
  showView();
  document.body.dataset.tab = state.tab;
  [showTools, showChips, showCorner, showLegend, showTime, showTable, showPanel].forEach((show) => show());
  showFrame();
  lookAt(lit?.first.size && !hasFocus() ? Array.from(lit.nodes) : view.nodes, {
    animate: false,
    most: lit?.first.size ? 1.1 : 1.5,
  });
  onChange(refresh);
  const search = byHtmlId("search");
  search.addEventListener("input", showFound);
  search.addEventListener("focus", showFound);
  search.addEventListener("blur", closeFound);
  search.addEventListener("keydown", searchKey);
  document.addEventListener("keydown", keyPressed);
  document.addEventListener(
    "click",
    (event) => byHtmlId("take").contains(event.target) || byHtmlId("take").removeAttribute("open"),
  );
  byHtmlId("skip").addEventListener("click", () => (go({ tab: "table" }), byHtmlId("table").focus()));
  matchMedia("(prefers-color-scheme: dark)").addEventListener(
    "change",
    () => state.theme === "auto" && refresh(new Set(["theme"])),
  );
  let wasTall = tall();
  new ResizeObserver(() => {
    labels.key = "";
    if (wasTall !== tall()) refresh(new Set(["pin"]));
    if (wasTall !== tall()) looking = { nodes: view.nodes };
    if (looking) requestAnimationFrame(() => looking && lookAt(looking.nodes, { ...looking, animate: false }));
    wasTall = tall();
  }).observe(byHtmlId("map"));
  setTimeout(prepareSearch, 500);
  document.documentElement.dataset.ready = "yes";
}

begin();
