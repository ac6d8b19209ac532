// What tests ask of an open page; an object of functions.
({
  colours() {
    const canvas = document.querySelector("#map canvas");
    const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    const seen = new Set();
    for (let i = 0; i < data.length; i += 4) if (data[i + 3]) seen.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
    return seen.size;
  },

  // Tries to run a script and to reach a host; resolves to the directives that forbade it.
  violations() {
    return new Promise((resolve) => {
      const seen = [];
      document.addEventListener("securitypolicyviolation", (event) => {
        seen.push(event.effectiveDirective);
        if (seen.length === 2) resolve(seen.sort());
      });
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
      fetch("https://example.org/").catch(() => {});
    });
  },

  marks() {
    return [...document.querySelectorAll("blockquote mark")].map((mark) => [mark.dataset.role, mark.textContent]);
  },

  // Controls that neither show nor tell what they do.
  unnamed() {
    const named = (node) => node.getAttribute("aria-label") || node.textContent.trim() || node.closest("label");
    const all = [...document.querySelectorAll("button, input, summary, a, [role=option]")];
    return all.filter((node) => node.checkVisibility() && !named(node)).map((node) => node.outerHTML.slice(0, 80));
  },

  // Parts of the frame that stand out of the screen.
  outside() {
    const out = ({ left, right }) => right > innerWidth + 1 || left < -1;
    const all = [...document.querySelectorAll("#bar *, #panel *, #legend *")];
    const shown = all.filter((node) => node.offsetParent && !node.closest(".menu > div"));
    return shown.filter((node) => out(node.getBoundingClientRect())).map((node) => node.outerHTML.slice(0, 90));
  },

  // Text with controls of direction that no element isolates.
  loose() {
    const turned = (child) => child.nodeType === Node.TEXT_NODE && /[\u202a-\u202e]/.test(child.data);
    return [...document.querySelectorAll("#table td, #panel *:not(blockquote, blockquote *)")].filter((node) =>
      [...node.childNodes].some(turned),
    ).length;
  },

  // Text whose contrast with its ground is below 4.5 to 1.
  faint() {
    const channel = (value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    const numbers = (text) => (text.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
    const ground = (node) => {
      for (; node; node = node.parentElement) {
        const colour = numbers(getComputedStyle(node).backgroundColor);
        if (colour.length < 4 || colour[3] === 1) return colour;
      }
      return [255, 255, 255];
    };
    const found = [];
    for (const node of document.querySelectorAll("body *")) {
      const speaks = [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
      if (!speaks || !node.checkVisibility() || node.closest(":disabled")) continue;
      const pair = [numbers(getComputedStyle(node).color), ground(node)].map(light).sort((a, b) => b - a);
      const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
      if (ratio < 4.5) found.push([node.className, node.textContent.slice(0, 30), ratio.toFixed(2)]);
    }
    return found;
  },
});
