// Words of the interface, numbers and dates, search folding, and the only ways in which text enters the page.

const WORDS = {
  ar: {
    skip: "تجاوز إلى جدول الأقوال", search: "ابحث عن اسم أو علاقة أو كلمة…", results: "نتائج البحث", filters: "تصفية",
    stage: "الشبكة", legend: "مفتاح الخريطة", time: "الأقوال عبر الزمن", table: "جدول", details: "التفاصيل",
    map: "خريطة", close: "إغلاق", clear: "مسح الكل", undo: "تراجع", zoomIn: "تكبير", zoomOut: "تصغير", fit: "إظهار الكل",
    labels: "لغة الأسماء", labelsBoth: "بالعربية والإنجليزية", dark: "الوضع الداكن", light: "الوضع الفاتح", language: "English",
    help: "مساعدة", take: "حفظ ومشاركة", takePng: "صورة PNG", takeSvg: "رسم SVG", takeCsv: "جدول CSV للأقوال المعروضة",
    takeLink: "نسخ رابط هذا المنظر", copyLink: "نسخ الرابط", copied: "نُسخ إلى الحافظة", notCopied: "تعذّر النسخ؛ النص محدّد فانسخه", print: "طباعة",
    articles: { zero: "لا مقالات", one: "مقال واحد", two: "مقالان", few: "{n} مقالات", many: "{n} مقالاً", other: "{n} مقال" },
    statements: { zero: "لا أقوال", one: "قول واحد", two: "قولان", few: "{n} أقوال", many: "{n} قولاً", other: "{n} قول" },
    sources: { zero: "بلا مصدر", one: "مصدر واحد", two: "مصدران", few: "{n} مصادر", many: "{n} مصدراً", other: "{n} مصدر" },
    independent: { zero: "بلا مصدر", one: "مصدر مستقل واحد", two: "مصدران مستقلان", few: "{n} مصادر مستقلة", many: "{n} مصدراً مستقلاً", other: "{n} مصدر مستقل" },
    names: { zero: "لا أسماء", one: "اسم واحد", two: "اسمان", few: "{n} أسماء", many: "{n} اسماً", other: "{n} اسم" },
    shown: "المعروض {shown} من {all}", more: "أظهر المزيد", fewer: "أظهر الأهم فقط", showAll: "كل الأقوال ({n})", nothing: "لا شيء يطابق هذا الاختيار.",
    nothingFound: "لم يُعثر على شيء.", searchText: "ابحث في نصوص الأقوال عن «{x}»", asName: "الأسماء", asRelation: "العلاقات",
    beyond: "تتسع الخريطة لأهم {laid} اسم؛ الجدول والبحث والتصفية تشمل الكل.",
    type: "النوع", relation: "العلاقة", class: "فئة الحدث", status: "حال القول", speaker: "القائل", source: "المصدر", confidence: "الثقة",
    date: "التاريخ", from: "من", to: "إلى", minimum: "الثقة لا تقل عن", anySpeaker: "منقول عن أي أحد", noSpeaker: "بلا قائل", undated: "بلا تاريخ",
    polarity: "الإثبات", modality: "الجهة", findIn: "ابحث في القائمة…",
    affirmed: "مثبت", negated: "منفي", actual: "واقع", possible: "محتمل", planned: "مخطط له", demanded: "مطلوب", hypothetical: "افتراضي", general: "عام",
    stated: "مذكور", reported: "منقول", saidBy: "نقلاً عن {x}", deniedBy: "ينفيه {x}", accusedBy: "يتهم به {x}", demandedBy: "يطالب به {x}",
    warnedBy: "يحذّر منه {x}", promisedBy: "يعد به {x}", askedBy: "يسأل عنه {x}", believedBy: "يظنه {x}", said: "نص القول", contested: "متنازع عليه",
    contestedHint: "بين الأقوال هنا ما يثبت وما ينفي العلاقة نفسها.", who: "الفاعل", what: "العلاقة", whom: "المفعول", sayer: "القائل", where: "المكان",
    did: "ما فعله", undergone: "ما وقع عليه", saidThings: "ما نُقل عنه", happenedIn: "ما جرى فيه", noObject: "بلا مفعول", alsoNamed: "أسماء أخرى", ids: "معرّفات",
    overTime: "الأقوال عبر الزمن", happened: "زمن الحدث: {x}", openSource: "المقال في مصدره", cite: "نسخ الاستشهاد", noWords: "لا تحمل هذه الصفحة نصوص المصادر؛ الموضع في المقال: {x}.",
    offsets: "المحارف {a}–{b}", notHere: "في موضع آخر من المقال: {x}", context: "السياق",
    focus1: "الجوار المباشر", focus2: "خطوتان", path: "المسار إلى…", pathHint: "اختر الاسم الثاني من الخريطة أو من البحث.", pathBetween: "المسار بين {a} و{b}",
    noPath: "لا مسار بين {a} و{b} في المعروض من الأقوال.", whole: "عودة إلى الخريطة كلها", expand: "أظهر جيرانه", collapse: "أخف جيرانه", pin: "ثبّت", unpin: "حرّر", hide: "أخف",
    hidden: "المخفي: {n}", unhide: "أظهر المخفي", cancel: "إلغاء", around: "حول {x}",
    community: "جماعة {x}", noCommunity: "خارج الجماعات", conflict: "صدام", cooperation: "تعاون", ties: "صلات وأوضاع", denied: "منفي كله", unreal: "غير واقع (مخطط، محتمل، مطلوب)", several: "عدد الأقوال",
    PER: "شخص", ORG: "منظمة", GPE: "دولة أو مدينة", LOC: "مكان", GROUP: "جماعة", EVENT: "حدث", OTHER: "غير ذلك",
    named: "اسم علم", described: "موصوف بلا اسم", value: "قيمة",
    AGREE: "اتفاق", CONSULT: "تشاور", SUPPORT: "دعم", CONCEDE: "تنازل", COOPERATE: "تعاون", AID: "مساعدة", RETREAT: "تراجع", REQUEST: "طلب", ACCUSE: "اتهام", REJECT: "رفض",
    THREATEN: "تهديد", PROTEST: "احتجاج", SANCTION: "عقوبات", MOBILIZE: "تعبئة", COERCE: "إكراه", ASSAULT: "اعتداء", ROLE: "منصب", LOCATION: "موقع", MEMBERSHIP: "عضوية",
    POSSESSION: "حيازة", KINSHIP: "قرابة", IDENTITY: "هوية", STATEMENT: "تصريح", "class.OTHER": "غير ذلك",
    tableStatements: "الأقوال", tableNames: "الأسماء", previous: "السابق", next: "التالي", page: "صفحة {a} من {b}", count: "الأقوال", name: "الاسم", otherName: "بالإنجليزية", textFilter: "النص يحوي «{x}»", showEvidence: "أظهر الدليل", sortBy: "رتّب بحسب {x}",
    mapLabel: "خريطة العلاقات: {n}. الأسهم تنقل بين الأسماء، Enter يفتح التفاصيل، والمحتوى نفسه في الجدول.", withheld: "حُجبت أسماء من هذه الصفحة.",
    quoteParagraph: "", quoteSentence: "من كل مصدر جملة القول وحدها.", quoteWords: "من كل مصدر الكلمات المعلَّمة وحدها.", quoteNone: "بلا نصوص المصادر.",
    helpTitle: "كيف تقرأ هذه الخريطة", helpRead: "كل نقطة اسم ورد في المقالات، وكل خط مجموع ما قيل بين اسمين. اضغط خطاً لترى الكلمات نفسها، أو نقطة لترى ما فعلته وما وقع عليها. ما يُنفى أو يُخطَّط له أو يُطلب لا يُعرض على أنه واقع.",
    helpKeys: "لوحة المفاتيح", keySearch: "بحث", keyMove: "انتقال إلى أقرب اسم في الاتجاه", keyOpen: "فتح التفاصيل", keyZoom: "تكبير وتصغير وإظهار الكل", keyUndo: "تراجع", keyClose: "إغلاق", keyTable: "خريطة أو جدول", keyFilter: "تصفية",
    licences: "رسم الشبكة: vis-network (رخصة MIT أو Apache 2.0، visjs.github.io/vis-network)، بوساطة pyvis (رخصة BSD). الصفحة: Khabar (رخصة MIT). لا تتصل الصفحة بأي خادوم.",
    citation: "{text}\n— {title}، {source}، {date}، المحارف {a}–{b}. {url}", view: "العرض", relations: "العلاقات", listAnd: "، ",
  },
  en: {
    skip: "Skip to the table of statements", search: "Search names, relations, words…", results: "Search results", filters: "Filter",
    stage: "Network", legend: "Key", time: "Statements over time", table: "Table", details: "Details",
    map: "Map", close: "Close", clear: "Clear all", undo: "Undo", zoomIn: "Zoom in", zoomOut: "Zoom out", fit: "Show everything",
    labels: "Language of names", labelsBoth: "Arabic and English", dark: "Dark", light: "Light", language: "العربية",
    help: "Help", take: "Save and share", takePng: "Picture (PNG)", takeSvg: "Drawing (SVG)", takeCsv: "Statements shown (CSV)",
    takeLink: "Copy a link to this view", copyLink: "Copy link", copied: "Copied to the clipboard", notCopied: "Could not copy; the text is selected, copy it", print: "Print",
    articles: { one: "1 article", other: "{n} articles" },
    statements: { one: "1 statement", other: "{n} statements" },
    sources: { one: "1 source", other: "{n} sources" },
    independent: { one: "1 independent source", other: "{n} independent sources" },
    names: { one: "1 name", other: "{n} names" },
    shown: "{shown} of {all} shown", more: "Show more", fewer: "Most important only", showAll: "All statements ({n})", nothing: "Nothing matches this selection.",
    nothingFound: "Nothing found.", searchText: "Search the words of statements for “{x}”", asName: "Names", asRelation: "Relations",
    beyond: "The map holds the {laid} most important names; table, search and filters cover them all.",
    type: "Type", relation: "Relation", class: "Class of event", status: "Standing", speaker: "Speaker", source: "Source", confidence: "Confidence",
    date: "Date", from: "From", to: "To", minimum: "Confidence at least", anySpeaker: "Reported by anyone", noSpeaker: "No speaker", undated: "Undated",
    polarity: "Polarity", modality: "Modality", findIn: "Find in list…",
    affirmed: "Affirmed", negated: "Negated", actual: "Actual", possible: "Possible", planned: "Planned", demanded: "Demanded", hypothetical: "Hypothetical", general: "General",
    stated: "Stated", reported: "Reported", saidBy: "Reported by {x}", deniedBy: "Denied by {x}", accusedBy: "Alleged by {x}", demandedBy: "Demanded by {x}",
    warnedBy: "Warned of by {x}", promisedBy: "Promised by {x}", askedBy: "Asked by {x}", believedBy: "Believed by {x}", said: "Words", contested: "Contested",
    contestedHint: "Some of these statements affirm a relation that others negate.", who: "Subject", what: "Relation", whom: "Object", sayer: "Speaker", where: "Place",
    did: "What it did", undergone: "What was done to it", saidThings: "What it is quoted on", happenedIn: "What happened there", noObject: "no object", alsoNamed: "Other names", ids: "Identifiers",
    overTime: "Statements over time", happened: "Time of the event: {x}", openSource: "Article at its source", cite: "Copy citation", noWords: "This page carries no words of its sources; place in the article: {x}.",
    offsets: "characters {a}–{b}", notHere: "Elsewhere in the article: {x}", context: "Context",
    focus1: "Neighbours", focus2: "Two steps", path: "Path to…", pathHint: "Choose the second name on the map or by search.", pathBetween: "Path from {a} to {b}",
    noPath: "No path from {a} to {b} among the statements shown.", whole: "Back to the whole map", expand: "Expand", collapse: "Collapse", pin: "Pin", unpin: "Unpin", hide: "Hide",
    hidden: "{n} hidden", unhide: "Show hidden", cancel: "Cancel", around: "Around {x}",
    community: "Around {x}", noCommunity: "No community", conflict: "Conflict", cooperation: "Cooperation", ties: "Ties and states", denied: "All negated", unreal: "Not actual (planned, possible, demanded)", several: "Number of statements",
    PER: "Person", ORG: "Organisation", GPE: "Country or city", LOC: "Place", GROUP: "Group", EVENT: "Event", OTHER: "Other",
    named: "Named", described: "Described", value: "Value",
    AGREE: "Agree", CONSULT: "Consult", SUPPORT: "Support", CONCEDE: "Concede", COOPERATE: "Cooperate", AID: "Aid", RETREAT: "Retreat", REQUEST: "Request", ACCUSE: "Accuse", REJECT: "Reject",
    THREATEN: "Threaten", PROTEST: "Protest", SANCTION: "Sanction", MOBILIZE: "Mobilise", COERCE: "Coerce", ASSAULT: "Assault", ROLE: "Role", LOCATION: "Location", MEMBERSHIP: "Membership",
    POSSESSION: "Possession", KINSHIP: "Kinship", IDENTITY: "Identity", STATEMENT: "Statement", "class.OTHER": "Other",
    tableStatements: "Statements", tableNames: "Names", previous: "Previous", next: "Next", page: "Page {a} of {b}", count: "Statements", name: "Name", otherName: "Arabic", textFilter: "Words contain “{x}”", showEvidence: "Show evidence", sortBy: "Sort by {x}",
    mapLabel: "Map of relations: {n}. Arrow keys move between names, Enter opens details; the table holds the same content.", withheld: "Names have been withheld from this page.",
    quoteParagraph: "", quoteSentence: "Of each source, only the sentence of the statement.", quoteWords: "Of each source, only the marked words.", quoteNone: "Without the words of the sources.",
    helpTitle: "How to read this map", helpRead: "Each dot is a name from the articles; each line gathers all that was said between two names. Click a line to see the very words, a dot to see what it did and what was done to it. What is denied, planned or demanded is never shown as fact.",
    helpKeys: "Keyboard", keySearch: "Search", keyMove: "Go to the nearest name that way", keyOpen: "Open details", keyZoom: "Zoom in, out, show everything", keyUndo: "Undo", keyClose: "Close", keyTable: "Map or table", keyFilter: "Filter",
    licences: "Network drawing: vis-network (MIT or Apache 2.0 licence, visjs.github.io/vis-network), by way of pyvis (BSD licence). Page: Khabar (MIT licence). The page contacts no server.",
    citation: "{text}\n— {title}, {source}, {date}, characters {a}–{b}. {url}", view: "View", relations: "Relations", listAnd: ", ",
  },
};

const STANCE_BADGE = { says: "saidBy", denies: "deniedBy", accuses: "accusedBy", demands: "demandedBy", warns: "warnedBy", promises: "promisedBy", asks: "askedBy", believes: "believedBy" };

let language = "ar";

function number(value) {
  return new Intl.NumberFormat(language === "ar" ? "ar-u-nu-latn" : "en").format(value);
}

function day(iso, month = "long") {
  if (!iso) return t("undated");
  const format = new Intl.DateTimeFormat(language === "ar" ? "ar-u-nu-latn-ca-gregory" : "en-GB", { day: "numeric", month, year: "numeric", timeZone: "UTC" });
  return format.format(new Date(`${iso}T00:00:00Z`));
}

// A name in a line of other text must not turn the words around it, nor carry controls that turn itself.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;
const clean = (text) => text.replace(CONTROLS, " ").replace(/\s+/g, " ").trim();
const isolate = (text) => `\u2068${clean(String(text))}\u2069`;
const shorten = (text, length) => {
  const letters = Array.from(text);
  return letters.length > length ? `${letters.slice(0, length - 1).join("").trimEnd()}…` : text;
};
const isRtl = (text) => {
  const strong = /[A-Za-z\u00c0-\u024f\u0400-\u04ff]|[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.exec(text);
  return strong ? strong[0] > "\u0500" : language === "ar";
};

// Returns the words for a key in the language of the interface; values are isolated.
function t(key, values = {}) {
  const template = WORDS[language][key] ?? key;
  return template.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? number(values[name]) : isolate(values[name] ?? "")));
}

const plurals = { ar: new Intl.PluralRules("ar"), en: new Intl.PluralRules("en") };

function counted(key, n) {
  const forms = WORDS[language][key];
  return (forms[plurals[language].select(n)] ?? forms.other).replace("{n}", number(n));
}

// Returns nodes for a template whose places hold nodes: [text, <bdi>, text].
function around(key, values) {
  return WORDS[language][key].split(/(\{\w+\})/).filter(Boolean).map((part) => (part[0] === "{" ? values[part.slice(1, -1)] : part));
}

// Makes an element. Text is only ever text: nothing here or elsewhere reads HTML.
function el(tag, props = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const node = document.createElement(name || "div");
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "style") for (const [property, setting] of Object.entries(value)) node.style.setProperty(property, setting);
    else if (key === "text") node.textContent = value;
    else if (key in node && typeof value === "boolean") node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const bdi = (text, props = {}) => el("bdi", { text: clean(text), ...props });
const byHtmlId = (id) => document.getElementById(id);
const replaceAll = (node, ...children) => node.replaceChildren(...children.flat(Infinity).filter(Boolean));

const ICONS = {
  filter: "M3 5h18l-7 8.5V20l-4-2.2v-4.3z", close: "M6 6l12 12M18 6L6 18", plus: "M12 5v14M5 12h14", minus: "M5 12h14", undo: "M9 7L4 12l5 5M4 12h10a6 6 0 0 1 0 12",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5", sun: "M12 7.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9M12 2v2.4M12 19.6V22M2 12h2.4M19.6 12H22M5 5l1.7 1.7M17.3 17.3L19 19M19 5l-1.7 1.7M6.7 17.3L5 19",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z", share: "M12 4v11M8 8l4-4 4 4M5 13v6h14v-6", help: "M9.2 9a2.9 2.9 0 1 1 4.2 2.6c-1 .5-1.4 1-1.4 2.1M12 17.2v.3", link: "M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1",
  quote: "M9 7H5v6h4v1a3 3 0 0 1-3 3M19 7h-4v6h4v1a3 3 0 0 1-3 3", map: "M9 4L3 6.5v13.5l6-2.5 6 2.5 6-2.5V4l-6 2.5zM9 4v13.5M15 6.5V20", table: "M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9", back: "M5 12h14M13 6l6 6-6 6", more: "M6 9l6 6 6-6",
};

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon icon-${name}`);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

function button(name, label, onclick, props = {}) {
  return el("button.round", { type: "button", title: label, "aria-label": label, onclick, ...props }, icon(name));
}

// Folds what search should not tell apart: hamza, vowel signs, final ya and ta marbuta, case, accents.
const SAME = { أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ئ: "ي", ة: "ه", ؤ: "و", ک: "ك", ی: "ي" };
function fold(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "").replace(/[أإآٱىئةؤکی]/g, (letter) => SAME[letter]).replace(CONTROLS, "").toLowerCase();
}
const foldedWords = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
const bareWord = (word) => (word.length > 4 && word.startsWith("ال") ? word.slice(2) : word);

// The consonants of a name in either script, so that a Latin query finds an Arabic name and the other way round.
const CONSONANTS = { ب: "b", پ: "b", ت: "t", ث: "t", ج: "g", ح: "h", خ: "k", د: "d", ذ: "d", ر: "r", ز: "z", س: "s", ش: "s", ص: "s", ض: "d", ط: "t", ظ: "z", غ: "g", ف: "f", ڤ: "f", ق: "k", ك: "k", گ: "g", ل: "l", م: "m", ن: "n", ه: "h", چ: "s" };
const LATIN = [[/kh/g, "k"], [/gh/g, "g"], [/sh|ch/g, "s"], [/th/g, "t"], [/dh/g, "d"], [/ph/g, "f"], [/ck/g, "k"], [/[cq]/g, "k"], [/j/g, "g"], [/p/g, "b"], [/v/g, "f"], [/x/g, "ks"], [/[aeiouyw'’`]/g, ""]];
function skeleton(word) {
  const plain = /[\u0600-\u06ff]/.test(word) ? Array.from(word.replace(/ه$/, ""), (letter) => CONSONANTS[letter] ?? "").join("") : LATIN.reduce((rest, [from, to]) => rest.replace(from, to), word.replace(/h$/, ""));
  return plain.replace(/(.)\1+/g, "$1");
}
