/* 批注: marking words offers a button; it carries the words and their block into the form, which
   without script asks for the block. The words of comments are highlighted in a layer beside the
   text, never in it. */

const LONGEST = 200;
const form = document.querySelector("form[data-add-comment]");

function wordsIn(block, quote) {
  const wanted = quote.replace(/\s+/g, "");
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const places = [];
  let text = "";
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    if (node.parentElement.closest("del, .mark, .visually-hidden")) continue;
    [...node.data].forEach((character, at) => {
      if (/\s/.test(character)) return;
      places.push([node, at]);
      text += character;
    });
  }
  const start = wanted ? text.indexOf(wanted) : -1;
  if (start < 0) return null;
  const range = document.createRange();
  const [last, end] = places[start + wanted.length - 1];
  range.setStart(...places[start]);
  range.setEnd(last, end + 1);
  return range;
}

function highlight() {
  if (!globalThis.CSS?.highlights) return;
  const ranges = [...document.querySelectorAll(".passage .remark[data-quote]")]
    .filter((remark) => !remark.matches(".done, .waived"))
    .map((remark) =>
      wordsIn(remark.closest(".passage").querySelector(".block"), remark.dataset.quote),
    )
    .filter(Boolean);
  CSS.highlights.set("comment", new Highlight(...ranges));
}

function chosen() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const block = parentOf(range.startContainer).closest("[data-block]");
  const end = parentOf(range.endContainer).closest("[data-block]");
  const copy = range.cloneContents();
  for (const gone of copy.querySelectorAll("del, .mark, .visually-hidden")) gone.remove();
  const words = copy.textContent.replace(/\s+/g, " ").trim();
  if (!block || block !== end || !words) return null;
  return { block: block.dataset.block, words: words.slice(0, LONGEST), range };
}

const parentOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);

function offer() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn offer-comment";
  button.textContent = "批注";
  button.hidden = true;
  document.querySelector(".proof .page").append(button);
  document.addEventListener("selectionchange", () => {
    const found = chosen();
    button.hidden = !found;
    if (found) standBelow(button, found.range);
  });
  // The press must not take the selection away before it is read.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => take(chosen()));
}

function standBelow(button, range) {
  const page = button.parentElement.getBoundingClientRect();
  const words = range.getBoundingClientRect?.();
  if (!words) return;
  button.style.setProperty("inset-block-start", `${words.bottom - page.top + 4}px`);
  button.style.setProperty("inset-inline-start", `${Math.max(words.left - page.left, 0)}px`);
}

function take(found) {
  if (!found) return;
  form.elements.namedItem("block").value = found.block;
  form.elements.namedItem("quote").value = found.words;
  const told = form.querySelector("[data-chosen]");
  told.textContent = `批在“${found.words}”`;
  told.hidden = false;
  form.elements.namedItem("words").focus();
}

highlight();
if (form) {
  offer();
  form.elements.namedItem("block").addEventListener("change", () => {
    form.elements.namedItem("quote").value = "";
    form.querySelector("[data-chosen]").hidden = true;
  });
}
