/* The headline while one types: a tooth a character, and what a list does with a long one. */
import { element } from "./editor-tools.js";

const MOST = 32; // what one line of a list holds
const STEP = 6;
const SVG = "http://www.w3.org/2000/svg";

export const sentence = (length) =>
  length > MOST ? `多 ${length - MOST} 字，列表里会折行` : "一行排得下";

const field = document.querySelector("textarea[name=headline]");
const count = document.getElementById("title-count");
if (field && count) begin(field, count);

function begin(field, count) {
  const show = () => {
    const length = [...field.value.trim()].length;
    const words = element(
      "span",
      length > MOST ? { class: "over" } : {},
      element("b", {}, String(length)),
    );
    words.append(` / ${MOST} 字${length ? `，${sentence(length)}` : ""}`);
    count.replaceChildren(comb(length), words);
  };
  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
    event.preventDefault(); // one line: Enter goes on to the text
    (document.querySelector(".editor .page") ?? field.form.elements.body)?.focus();
  });
  count.hidden = false;
  show();
}

function comb(length) {
  const teeth = Math.max(MOST, length);
  const svg = document.createElementNS(SVG, "svg");
  const [width, height] = [teeth * STEP, 12];
  const given = { viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" };
  for (const [name, value] of Object.entries(given)) svg.setAttribute(name, value);
  const path = (name, stroke, d) => {
    const drawn = document.createElementNS(SVG, "path");
    drawn.setAttribute("class", name);
    drawn.setAttribute("stroke-width", stroke);
    drawn.setAttribute("d", d);
    svg.append(drawn);
  };
  path("idle", 3, `M0 1.5h${width}`);
  path("idle", 1, tooth(length, teeth, 6));
  path("red", 1, tooth(0, Math.min(length, MOST), 12));
  path("ink", 1, tooth(MOST, length, 12));
  return svg;
}

function tooth(from, to, depth) {
  const teeth = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
  return teeth.map((at) => `M${at * STEP + 2.5} 0v${depth}`).join("");
}
