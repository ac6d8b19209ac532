// Search: names in either script, relations, and the words of statements.

const entityWords = new Map();
function wordsOf(entity) {
  if (!entityWords.has(entity)) {
    const folded = [E.ar[entity], E.en[entity], ...E.names[entity]].map(foldedWords);
    entityWords.set(entity, {
      names: folded,
      flat: folded.flat(),
      bones: Array.from(
        new Set(
          folded
            .flat()
            .map(bareWord)
            .map(skeleton)
            .filter((bone) => bone.length > 1),
        ),
      ),
    });
  }
  return entityWords.get(entity);
}

// Folds all names while nobody waits, so that the first search need not.
function prepareSearch(from = 0) {
  const until = Math.min(entityCount, from + 400);
  for (let entity = from; entity < until; entity++) wordsOf(entity);
  if (until < entityCount) setTimeout(() => prepareSearch(until), 20);
}

// Names that fit a query, best first: begins a name, begins a word, stands in a word, sounds alike in the other script.
function findEntities(query, most = 8) {
  const wanted = foldedWords(query).map(bareWord);
  if (!wanted.length) return [];
  const bones = wanted.map(skeleton);
  const whole = foldedWords(query).join(" ");
  const found = [];
  for (let entity = 0; entity < entityCount; entity++) {
    const { names, flat, bones: own } = wordsOf(entity);
    let grade = 0;
    if (names.some((name) => name.join(" ").startsWith(whole))) grade = 4;
    else if (wanted.every((word) => flat.some((other) => other.startsWith(word) || bareWord(other).startsWith(word))))
      grade = 3;
    else if (wanted.every((word) => word.length > 1 && flat.some((other) => other.includes(word)))) grade = 2;
    else if (
      bones.every(
        (bone) => bone.length > 1 && own.some((other) => other === bone || (bone.length > 2 && other.startsWith(bone))),
      )
    )
      grade = 1;
    if (grade) found.push({ entity, grade });
  }
  return found
    .sort((a, b) => b.grade - a.grade || a.entity - b.entity)
    .slice(0, most)
    .map(({ entity }) => entity);
}

function findRelations(query, most = 3) {
  const wanted = foldedWords(query);
  const fits = (relation) =>
    wanted.every((word) => foldedWords(`${relation[1]} ${relation[2]}`).some((other) => other.startsWith(word)));
  return G.relations
    .map((relation, index) => ({ relation, index }))
    .filter(({ relation }) => fits(relation))
    .slice(0, most)
    .map(({ index }) => index);
}

function showFound() {
  const query = byHtmlId("search").value.trim();
  const list = byHtmlId("found");
  if (!query) return closeFound();
  const option = (content, act) =>
    el(
      "li",
      {
        role: "option",
        "aria-selected": "false",
        onmousedown: (event) => (event.preventDefault(), closeFound(), act()),
      },
      content,
    );
  const names = findEntities(query).map((entity) =>
    option(
      [
        dot(entity),
        el("span", {}, bdi(entityName(entity)), el("small", {}, bdi(entityName(entity, otherLanguage())))),
        el("small", {}, counted("statements", weightOf(entity))),
      ],
      () => chooseFound(entity),
    ),
  );
  const relations = findRelations(query).map((index) =>
    option(
      [
        el("span.mark", { style: { "--tint": paint.family[familyOfClass[G.relations[index][3]]] } }),
        el("span", {}, bdi(relationName(index))),
        el("small", {}, t("relation")),
      ],
      () => go({ rel: [G.relations[index][0]] }),
    ),
  );
  const text =
    G.quote !== "none" && !picking
      ? [
          option([icon("table"), el("span", { text: t("searchText", { x: query }) })], () =>
            go({ q: query, tab: "table" }),
          ),
        ]
      : [];
  const options = [...names, ...(picking ? [] : relations), ...text];
  options.forEach((node, i) => (node.id = `found-${i}`));
  replaceAll(list, options.length ? options : el("li.quiet", {}, t("nothingFound")));
  list.hidden = false;
  byHtmlId("search").setAttribute("aria-expanded", "true");
  pointAt(options.length ? 0 : -1);
}

function chooseFound(entity) {
  byHtmlId("search").value = "";
  byHtmlId("map").focus();
  const focus = !picking && !view.at.has(entity);
  if (picking) chooseNode(entity);
  else
    go({
      sel: `n:${shortId(entity)}`,
      tab: state.tab === "table" ? "map" : state.tab,
      hide: state.hide.filter((short) => short !== shortId(entity)),
    });
  if (!focus && view.at.has(entity))
    lookAt([
      entity,
      ...neighboursOf(entity)
        .map(([other]) => other)
        .filter((other) => view.at.has(other))
        .slice(0, 8),
    ]);
  else lookAt([entity]);
}

function closeFound() {
  byHtmlId("found").hidden = true;
  byHtmlId("search").setAttribute("aria-expanded", "false");
  byHtmlId("search").removeAttribute("aria-activedescendant");
}

function pointAt(index) {
  const options = Array.from(byHtmlId("found").querySelectorAll("[role=option]"));
  options.forEach((node, i) => node.setAttribute("aria-selected", String(i === index)));
  if (options[index]) {
    byHtmlId("search").setAttribute("aria-activedescendant", options[index].id);
    options[index].scrollIntoView({ block: "nearest" });
  }
}

function searchKey(event) {
  const options = Array.from(byHtmlId("found").querySelectorAll("[role=option]"));
  const now = options.findIndex((node) => node.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (options.length) pointAt((now + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length);
  } else if (event.key === "Enter" && options[now])
    options[now].dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }));
  else if (event.key === "Escape") {
    closeFound();
    byHtmlId("search").value = "";
    byHtmlId("map").focus();
  }
}
