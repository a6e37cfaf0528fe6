/* What is pasted goes to the server and comes back clean, with a receipt. The place is kept while
   the editor types on; where the server does not answer, the plain text goes in. */
import { ask } from "./asking.js";
import { pictureList } from "./paste-pictures.js";
import { follow, insert, mend, replace, takeBack } from "./paste-place.js";
import { element } from "./editor-tools.js";

const box = document.getElementById("paste-receipt");

if (box) {
  document.addEventListener("desk:editor", (event) =>
    (event.target.closest(".form-row") ?? event.target).after(box),
  );
  document.addEventListener("desk:paste", (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    take(event.target.deskEditor, event.detail);
  });
}

async function take({ editor, field }, { html, text }) {
  const lib = await import(new URL(field.dataset.library, document.baseURI));
  const place = follow(editor);
  show(element("p", {}, "正在整理粘贴的内容…"));
  try {
    const { html: clean, receipt } = await ask(box.dataset.paste, { html, text });
    insert(lib, editor, place, clean);
    show(...receiptOf(lib, editor, place, receipt));
  } catch (error) {
    insert(lib, editor, place, markupOfLines(text));
    show(
      heading(),
      element("p", { class: "trouble" }, `没有整理：${error.message}。已按纯文本贴入。`),
      buttons(editor, place, []),
    );
  }
}

function markupOfLines(text) {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  const made = element("div");
  made.append(...lines.map((line) => element("p", {}, line)));
  return made.innerHTML;
}

function show(...parts) {
  box.replaceChildren(...parts);
}

const SIMILAR = "文字雷同";

const heading = () => element("h2", {}, "粘贴回执");

function receiptOf(lib, editor, place, receipt) {
  const marks = offersOf(editor, place, receipt.offers);
  const parts = [
    heading(),
    element("p", receipt.han.equal ? {} : { class: "trouble" }, `${receipt.sentence}。`),
    ...receipt.alternatives
      .filter(({ fields }) => !fields?.headline || isFree("headline"))
      .map((other) => alternativeOf(lib, editor, place, receipt, other)),
    ...(marks ? [marks] : []),
    ...[
      ["保留", receipt.kept],
      ["改写", receipt.rewritten],
      ["去掉", receipt.dropped],
      [SIMILAR, receipt.twins.map(linkOf)],
    ]
      .filter(([, phrases]) => phrases.length)
      .map(([name, phrases]) => listOf(name, phrases)),
  ];
  if (receipt.pictures.length)
    parts.push(
      pictureList(editor, place, receipt.pictures, (words) => ask(box.dataset.fetch, words)),
    );
  parts.push(buttons(editor, place, receipt.offers));
  return parts;
}

/** The paste in another form: one press puts it in, 撤销 brings the first form back. */
function alternativeOf(lib, editor, place, receipt, { name, sentence, html, fields = {} }) {
  const line = element("p", { class: "row alternative" });
  line.append(
    button(name, () => {
      replace(lib, editor, place, html);
      for (const [field, words] of Object.entries(fields)) fill(field, words);
      const done = element("p", {}, `已${name}，可以撤销。`);
      show(...receiptOf(lib, editor, place, { ...receipt, alternatives: [] }), done);
      editor.commands.focus();
    }),
    ` ${sentence}`,
  );
  return line;
}

const inputOf = (field) => document.querySelector(`form [name="${field}"]`);

const isFree = (field) => inputOf(field)?.value.trim() === "";

/** What somebody has written into a field stays there. */
function fill(field, words) {
  if (!isFree(field)) return;
  inputOf(field).value = words;
  inputOf(field).dispatchEvent(new Event("input", { bubbles: true }));
}

const linkOf = ({ words, address }) =>
  element("a", { href: address, target: "_blank", rel: "noopener" }, words);

/** Counts are folded; where the words stand elsewhere is not. */
function listOf(name, phrases) {
  const list = element("ul");
  list.append(...phrases.map((phrase) => element("li", {}, phrase)));
  const details = element("details");
  details.open = name === SIMILAR;
  details.append(element("summary", {}, `${name} ${phrases.length} 项`), list);
  return details;
}

function offersOf(editor, place, offers) {
  if (!offers.length) return null;
  const list = element("ul", { class: "offers" });
  for (const offer of offers) {
    const item = element(
      "li",
      {},
      `${offer.before}`,
      element("del", {}, offer.half),
      element("ins", {}, offer.full),
      offer.after,
    );
    item.append(
      button(
        "改",
        () => said(item, mend(editor, place, [offer])),
        `把“${offer.before}”后的半角标点改为全角`,
      ),
    );
    item.offer = offer;
    list.append(item);
  }
  const marks = element("div", { class: "marks" });
  const details = element("details");
  const all = button(`全部改正（${offers.length} 处）`, () => {
    for (const item of [...list.children])
      if (!item.dataset.done) said(item, mend(editor, place, [item.offer]));
    all.remove();
  });
  details.append(element("summary", {}, `汉字之间的半角标点 ${offers.length} 处，没有改动`), list);
  marks.append(all, details);
  return marks;
}

function said(item, mended) {
  item.dataset.done = "1";
  item.querySelector("button").replaceWith(mended ? "　已改" : "　没有找到，文字可能已改过");
}

function buttons(editor, place) {
  const row = element("p", { class: "row" });
  const back = button("撤销粘贴", () => {
    takeBack(editor, place);
    show(element("p", {}, "这次粘贴已撤销。"));
    editor.commands.focus();
  });
  const close = button("关闭回执", () => {
    place.stop();
    show();
    editor.commands.focus();
  });
  row.append(back, close);
  return row;
}

export function button(label, does, name = "") {
  const made = element(
    "button",
    { type: "button", ...(name ? { "aria-label": name } : {}) },
    label,
  );
  made.addEventListener("click", does);
  return made;
}
