// All that a view depends on, kept in the address, so that it can be shared and Back undoes.

const START = {
  lang: G.language,
  labels: "",
  theme: "auto",
  tab: "map",
  show: G.core,
  ego: "",
  steps: 1,
  from: "",
  to: "",
  open: [],
  hide: [],
  pin: [],
  sel: "",
  type: [],
  rel: [],
  cls: [],
  pol: [],
  mod: [],
  by: [],
  src: [],
  conf: 0,
  since: "",
  until: "",
  q: "",
};
const FILTERS = ["type", "rel", "cls", "pol", "mod", "by", "src", "conf", "since", "until", "q"];

let state = { ...START };
let picking = ""; // the first end of a path while the second is being chosen
let depth = 0;
const listeners = [];
const onChange = (listener) => listeners.push(listener);

function encode(value) {
  const query = new URLSearchParams();
  for (const [key, normal] of Object.entries(START)) {
    const now = Array.isArray(normal)
      ? value[key].map((part) => part.replace(/[\\~]/g, "\\$&")).join("~")
      : String(value[key]);
    if (now !== (Array.isArray(normal) ? "" : String(normal))) query.set(key, now);
  }
  return query.toString();
}

const CHOICES = {
  lang: ["ar", "en"],
  labels: ["", "ar", "en", "both"],
  theme: ["auto", "light", "dark"],
  tab: ["map", "table"],
};
const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && Number.isFinite(Date.parse(`${text}T00:00:00Z`));

// An address may be cut or mistyped: what it says that cannot be is as if it had not said it.
function sound(value) {
  for (const [key, choices] of Object.entries(CHOICES)) if (!choices.includes(value[key])) value[key] = START[key];
  for (const key of ["since", "until"]) if (!isDay(value[key])) value[key] = "";
  const whole = (number_, least, most) => Math.round(Math.min(Math.max(number_, least), most));
  value.show = whole(value.show, 2, Math.max(G.laid, 2));
  value.steps = whole(value.steps, 1, 2);
  value.conf = whole(value.conf, 0, 100);
  value.pin = value.pin.filter((pin) => /^[^@]+@-?\d+@-?\d+$/.test(pin));
  return value;
}

function decode(hash) {
  const query = new URLSearchParams(hash.replace(/^#/, ""));
  const value = { ...START };
  for (const [key, normal] of Object.entries(START)) {
    const text = query.get(key);
    if (text === null) continue;
    if (Array.isArray(normal))
      value[key] = (text.match(/(?:\\.|[^\\~])+/g) ?? []).map((part) => part.replace(/\\(.)/g, "$1"));
    else if (typeof normal === "number") value[key] = Number.isFinite(Number(text)) ? Number(text) : normal;
    else value[key] = text;
  }
  return sound(value);
}

function tell(before) {
  const changed = new Set(Object.keys(START).filter((key) => String(before[key]) !== String(state[key])));
  for (const listener of listeners) listener(changed);
}

// Goes to a view that differs from this one as told. A step that only moves the eye replaces instead of adding to history.
function go(patch, { replace = false } = {}) {
  const before = state;
  state = { ...state, ...patch };
  const hash = `#${encode(state)}`;
  if (hash === `#${encode(before)}`) return;
  if (!replace) depth++;
  try {
    history[replace ? "replaceState" : "pushState"]({ depth }, "", hash);
  } catch (error) {
    if (error.name !== "SecurityError") throw error; // a sandboxed frame has no address of its own: the view changes all the same
  }
  tell(before);
}

window.addEventListener("popstate", (event) => {
  const before = state;
  depth = event.state?.depth ?? 0;
  state = decode(location.hash);
  tell(before);
});

const undo = () => depth > 0 && history.back();
const toggled = (list, item) => (list.includes(item) ? list.filter((other) => other !== item) : [...list, item]);
const hasFilters = () => FILTERS.some((key) => String(state[key]) !== String(START[key]));
const withoutFilters = () => Object.fromEntries(FILTERS.map((key) => [key, START[key]]));
const hasPath = () => entityOf(state.from) >= 0 && entityOf(state.to) >= 0;
const hasFocus = () => entityOf(state.ego) >= 0 || hasPath();
const namesIn = () => state.labels || language; // the language of the names on the map: that of the interface, unless chosen
