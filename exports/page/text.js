// Numbers and dates, search folding, and the only ways in which text enters the page.

const STANCE_BADGE = {
  says: "saidBy",
  denies: "deniedBy",
  accuses: "accusedBy",
  demands: "demandedBy",
  warns: "warnedBy",
  promises: "promisedBy",
  asks: "askedBy",
  believes: "believedBy",
};

let language = "ar";

function number(value) {
  return new Intl.NumberFormat(language === "ar" ? "ar-u-nu-latn" : "en").format(value);
}

function day(iso, month = "long") {
  if (!iso) return t("undated");
  const format = new Intl.DateTimeFormat(language === "ar" ? "ar-u-nu-latn-ca-gregory" : "en-GB", {
    day: "numeric",
    month,
    year: "numeric",
    timeZone: "UTC",
  });
  return format.format(new Date(`${iso}T00:00:00Z`));
}

// A name in a line of other text must not turn the words around it, nor carry controls that turn itself.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;
const clean = (text) => text.replace(CONTROLS, " ").replace(/\s+/g, " ").trim();
const isolate = (text) => `\u2068${clean(String(text))}\u2069`;
const shorten = (text, length) => {
  const letters = Array.from(text);
  return letters.length > length
    ? `${letters
        .slice(0, length - 1)
        .join("")
        .trimEnd()}…`
    : text;
};
const isRtl = (text) => {
  const strong = /[A-Za-z\u00c0-\u024f\u0400-\u04ff]|[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.exec(text);
  return strong ? strong[0] > "\u0500" : language === "ar";
};

// Returns the words for a key in the language of the interface; values are isolated.
function t(key, values = {}) {
  const template = WORDS[language][key] ?? key;
  return template.replace(/\{(\w+)\}/g, (_, name) =>
    typeof values[name] === "number" ? number(values[name]) : isolate(values[name] ?? ""),
  );
}

const plurals = { ar: new Intl.PluralRules("ar"), en: new Intl.PluralRules("en") };

function counted(key, n) {
  const forms = WORDS[language][key];
  return (forms[plurals[language].select(n)] ?? forms.other).replace("{n}", number(n));
}

// Returns nodes for a template whose places hold nodes: [text, <bdi>, text].
function around(key, values) {
  return WORDS[language][key]
    .split(/(\{\w+\})/)
    .filter(Boolean)
    .map((part) => (part[0] === "{" ? values[part.slice(1, -1)] : part));
}

// Makes an element. Text is only ever text: nothing here or elsewhere reads HTML.
function el(tag, props = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const node = document.createElement(name || "div");
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "style")
      for (const [property, setting] of Object.entries(value)) node.style.setProperty(property, setting);
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
  filter: "M3 5h18l-7 8.5V20l-4-2.2v-4.3z",
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  undo: "M9 7L4 12l5 5M4 12h10a6 6 0 0 1 0 12",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  sun: "M12 7.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9M12 2v2.4M12 19.6V22M2 12h2.4M19.6 12H22M5 5l1.7 1.7M17.3 17.3L19 19M19 5l-1.7 1.7M6.7 17.3L5 19",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
  share: "M12 4v11M8 8l4-4 4 4M5 13v6h14v-6",
  help: "M9.2 9a2.9 2.9 0 1 1 4.2 2.6c-1 .5-1.4 1-1.4 2.1M12 17.2v.3",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1",
  quote: "M9 7H5v6h4v1a3 3 0 0 1-3 3M19 7h-4v6h4v1a3 3 0 0 1-3 3",
  map: "M9 4L3 6.5v13.5l6-2.5 6 2.5 6-2.5V4l-6 2.5zM9 4v13.5M15 6.5V20",
  table: "M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9",
  back: "M5 12h14M13 6l6 6-6 6",
  more: "M6 9l6 6 6-6",
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
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "")
    .replace(/[أإآٱىئةؤکی]/g, (letter) => SAME[letter])
    .replace(CONTROLS, "")
    .toLowerCase();
}
const foldedWords = (text) =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
const bareWord = (word) => (word.length > 4 && word.startsWith("ال") ? word.slice(2) : word);

// The consonants of a name in either script, so that a Latin query finds an Arabic name and the other way round.
const CONSONANTS = {
  ب: "b",
  پ: "b",
  ت: "t",
  ث: "t",
  ج: "g",
  ح: "h",
  خ: "k",
  د: "d",
  ذ: "d",
  ر: "r",
  ز: "z",
  س: "s",
  ش: "s",
  ص: "s",
  ض: "d",
  ط: "t",
  ظ: "z",
  غ: "g",
  ف: "f",
  ڤ: "f",
  ق: "k",
  ك: "k",
  گ: "g",
  ل: "l",
  م: "m",
  ن: "n",
  ه: "h",
  چ: "s",
};
const LATIN = [
  [/kh/g, "k"],
  [/gh/g, "g"],
  [/sh|ch/g, "s"],
  [/th/g, "t"],
  [/dh/g, "d"],
  [/ph/g, "f"],
  [/ck/g, "k"],
  [/[cq]/g, "k"],
  [/j/g, "g"],
  [/p/g, "b"],
  [/v/g, "f"],
  [/x/g, "ks"],
  [/[aeiouyw'’`]/g, ""],
];
function skeleton(word) {
  const plain = /[\u0600-\u06ff]/.test(word)
    ? Array.from(word.replace(/ه$/, ""), (letter) => CONSONANTS[letter] ?? "").join("")
    : LATIN.reduce((rest, [from, to]) => rest.replace(from, to), word.replace(/h$/, ""));
  return plain.replace(/(.)\1+/g, "$1");
}
