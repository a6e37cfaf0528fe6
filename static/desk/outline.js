/* The outline beside a text of two 节题 or more: its parts, a tooth for twenty characters. */
import { element } from "./editor-tools.js";
import { wordsIn } from "./editor-count.js";

const FEWEST = 2;
const SOON = 250;
const A_TOOTH = 20;
const MOST_TEETH = 26;
const SVG = "http://www.w3.org/2000/svg";

/** The parts of a document: {title, at, words}, the words before the first heading as 导语. */
export function partsOf(doc) {
  const parts = [{ title: "导语", at: 0, words: 0 }];
  doc.forEach((node, at) => {
    if (node.type.name === "heading" && node.attrs.level === 2)
      parts.push({ title: node.textContent.trim() || "（空的节题）", at, words: 0 });
    else parts[parts.length - 1].words += wordsIn(node);
  });
  return parts;
}

document.addEventListener("desk:editor", ({ detail: { editor } }) => begin(editor));

function begin(editor) {
  const manuscript = editor.view.dom.closest(".manuscript");
  if (!manuscript) return;
  const list = element("ol");
  const nav = element("nav", { class: "outline", "aria-label": "提纲", hidden: "" });
  nav.append(element("h2", {}, "提纲"), list, element("p", {}, "一齿二十字"));
  manuscript.before(nav);

  const blockAt = ({ at }) => editor.view.nodeDOM(at);
  const go = (part) => {
    editor
      .chain()
      .setTextSelection(part.at + 1)
      .run();
    blockAt(part)?.scrollIntoView({ block: "start" });
    editor.view.focus();
  };
  let parts = [];
  const draw = () => {
    parts = partsOf(editor.state.doc);
    nav.hidden = parts.length <= FEWEST;
    const shown = parts.filter(({ at, words }) => at || words);
    list.replaceChildren(...shown.map((part) => itemOf(part, go)));
    mark();
  };
  const mark = () => {
    const passed = [...list.querySelectorAll("a")].filter(
      (link) => Number(link.dataset.at) < editor.state.selection.from,
    );
    const here = passed[passed.length - 1];
    for (const link of list.querySelectorAll("a"))
      if (link === here) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
  };
  let soon;
  editor.on("transaction", ({ transaction }) => {
    mark();
    if (!transaction.docChanged) return;
    clearTimeout(soon);
    soon = setTimeout(draw, SOON);
  });
  draw();
}

function itemOf(part, go) {
  const link = element("a", { href: "#id_body", "data-at": part.at }, part.title);
  link.append(
    element("span", { class: "visually-hidden" }, `，${part.words} 字`),
    comb(part.words),
  );
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go(part);
  });
  return element("li", {}, link);
}

function comb(words) {
  const teeth = Math.min(MOST_TEETH, Math.max(1, Math.round(words / A_TOOTH)));
  const svg = document.createElementNS(SVG, "svg");
  const given = {
    viewBox: `0 0 ${teeth * 5} 9`,
    width: teeth * 5,
    height: 9,
    "aria-hidden": "true",
  };
  for (const [name, value] of Object.entries(given)) svg.setAttribute(name, value);
  const path = document.createElementNS(SVG, "path");
  const lines = Array.from({ length: teeth }, (_, at) => `M${at * 5 + 2.5} 0v9`).join("");
  path.setAttribute("d", `M0 1h${teeth * 5}M0 2h${teeth * 5}${lines}`);
  svg.append(path);
  return svg;
}
