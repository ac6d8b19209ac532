// A statement with its words: how it stands, what it rests on, where it is from.

// Badges without names, for lines that stand for several statements.
function plainBadges(s) {
  const badges = [];
  if (S.p[s]) badges.push(el("span.badge.negated", {}, t("negated")));
  if (G.modalities[S.m[s]] !== "actual") badges.push(el("span.badge.modal", {}, t(G.modalities[S.m[s]])));
  return badges;
}

// How a statement stands: stated or reported, by whom, and what its text does not claim as fact.
function badges(s) {
  const said = speakersOf(s).map(([speaker, stance]) =>
    el(
      `span.badge.said${G.stances[stance] === "denies" ? ".negated" : ""}`,
      {},
      around(STANCE_BADGE[G.stances[stance]], {
        x: el("button.inline", { type: "button", onclick: () => chooseNode(speaker) }, bdi(entityName(speaker))),
      }),
    ),
  );
  return el("p.badges", {}, said.length ? said : el("span.badge.stated", {}, t("stated")), plainBadges(s));
}

function card(s, wanted = false) {
  const [id, title, date, source, url] = G.articles[S.a[s]];
  const place = quoted(s);
  const link = safeLink(url);
  return el(
    `section.card${wanted ? ".wanted" : ""}`,
    { "data-statement": words().ids[s] },
    badges(s),
    quotation(s, place),
    S.t[s] >= 0 && el("p.when", {}, around("happened", { x: bdi(eventTime(G.times[S.t[s]])) })),
    el(
      "footer",
      {},
      el(
        "p.origin",
        {},
        el("time", { datetime: date }, day(date)),
        " · ",
        bdi(clean(G.sources[source]) || "—"),
        " · ",
        meter(S.c[s]),
      ),
      el("p.article", {}, link ? outArticle(link, title || id) : bdi(title || id)),
      el(
        "div.acts",
        {},
        el("button", { type: "button", onclick: () => copy(citation(s)) }, icon("quote"), t("cite")),
        el(
          "button",
          { type: "button", onclick: () => copy(linkTo({ sel: `s:${words().ids[s]}` })) },
          icon("link"),
          t("copyLink"),
        ),
      ),
    ),
  );
}

const eventTime = (edtf) =>
  edtf
    .split("/")
    .map((part) => (/^\d{4}-\d\d-\d\d$/.test(part) ? day(part) : part))
    .join(" – ");

function outArticle(link, title) {
  return el("a", { href: link, target: "_blank", rel: "noopener noreferrer", title: t("openSource") }, bdi(title));
}

function meter(percent) {
  return el(
    "span.meter",
    { title: `${t("confidence")}: ${number(percent)}%` },
    el("span", { style: { "--w": `${percent}%` } }),
    el("small", {}, `${number(percent)}%`),
  );
}

const ROLE_KEYS = ["who", "what", "whom", "sayer", "where"];

// The text around a statement in its own language, its evidence plain, the rest quiet, the marked words in their colours.
function quotation(s, { text, first, last, start, end, marks }) {
  if (!text) return el("p.quiet", {}, around("noWords", { x: bdi(t("offsets", { a: start, b: end })) }));
  const code = G.articles[S.a[s]][5];
  const letters = /[\ud800-\udfff]/.test(text) ? Array.from(text) : text;
  const piece = (from, to) =>
    typeof letters === "string" ? letters.slice(from, to) : letters.slice(from, to).join("");
  const cuts = Array.from(
    new Set([0, first, last, letters.length, ...marks.flatMap((mark) => [mark.start, mark.end])]),
  ).sort((a, b) => a - b);
  const parts = cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1];
    const roles = marks
      .filter((mark) => mark.start <= from && mark.end >= to)
      .sort((a, b) => a.end - a.start - (b.end - b.start));
    if (roles.length)
      return el("mark", { "data-role": roles[0].role, title: t(ROLE_KEYS[roles[0].role]), text: piece(from, to) });
    return from >= first && to <= last ? piece(from, to) : el("span.context", { text: piece(from, to) });
  });
  return el("blockquote", { lang: code, dir: code === "ar" ? "rtl" : "ltr" }, parts);
}
