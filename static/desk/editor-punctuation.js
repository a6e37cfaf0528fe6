/* Half-width marks that belong to Chinese become full-width ones, in the whole text or in the chosen
   words: shown and counted first, one step of 撤销. Which marks these are says the server, by the
   rule of the import (series/text/typography/punctuation.py). Decision 123. */
import { ask } from "./asking.js";
import { element } from "./editor-tools.js";

const SOON = 400;
const NAMED = 6;

/** The text of all blocks, and the place of each of its characters in the document. */
export function charactersOf(doc) {
  const [characters, places] = [[], []];
  const add = (text, start) => {
    let at = start;
    for (const character of text) {
      characters.push(character);
      places.push(at);
      at += character.length;
    }
  };
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    node.forEach((child, offset) => {
      const start = position + 1 + offset;
      if (child.isText) add(child.text, start);
      else add(child.type.name === "hardBreak" ? "\n" : "\ufffc", start);
    });
    add("\n", -1);
    return false;
  });
  return { text: characters.join(""), places };
}

export function punctuationBar(lib, editor, address) {
  const { bar, status, change, close } = build();
  const state = { marks: [], range: null, timer: 0, turn: 0 };
  const key = new lib.pm.state.PluginKey("punctuation");
  editor.registerPlugin(marked(lib, key, state));
  const redraw = () => editor.view.dispatch(editor.state.tr.setMeta(key, true));

  function show(marks, words) {
    state.marks = marks;
    change.hidden = !marks.length;
    change.textContent = `改成全角（${marks.length} 处）`;
    status.textContent = words;
    redraw();
  }
  async function look() {
    state.turn += 1;
    const { turn, range } = state;
    const { text, places } = charactersOf(editor.state.doc);
    const answer = await ask(address, { text }).catch(({ message }) => ({ error: message }));
    if (turn !== state.turn || bar.hidden) return;
    if (answer.error) return void show([], `没有查到：${answer.error}，请稍后再按一次`);
    const found = answer.marks.map(([at, half, full]) => ({ from: places[at], half, full }));
    const marks = found.filter(({ from }) => !range || (from >= range.from && from < range.to));
    show(marks, sentenceOf(marks, range));
  }
  function open() {
    const { empty, from, to } = editor.state.selection;
    state.range = empty ? null : { from, to };
    bar.hidden = false;
    show([], "正在查看…");
    close.focus();
    look();
  }
  function shut() {
    bar.hidden = true;
    state.turn += 1;
    show([], "");
    editor.view.focus();
  }
  function put() {
    const { tr } = editor.state;
    const count = state.marks.length;
    for (const { from, full } of state.marks) tr.insertText(full, from, from + 1);
    state.marks = []; // the marks of a text that is no more
    editor.view.dispatch(tr);
    clearTimeout(state.timer);
    show([], `已改成全角 ${count} 处，可以撤销`);
    close.focus();
  }
  editor.on("transaction", ({ transaction: { docChanged, mapping } }) => {
    if (bar.hidden || !docChanged) return;
    const { range } = state;
    if (range) state.range = { from: mapping.map(range.from), to: mapping.map(range.to) };
    state.marks = [];
    change.hidden = true;
    state.turn += 1;
    clearTimeout(state.timer);
    state.timer = setTimeout(look, SOON);
  });
  change.addEventListener("click", put);
  close.addEventListener("click", shut);
  bar.addEventListener("keydown", (event) => event.key === "Escape" && shut());
  return { bar, open };
}

function sentenceOf(marks, range) {
  const where = range ? "选中的文字里" : "正文里";
  if (!marks.length) return `${where}没有该改成全角的标点`;
  const counts = new Map();
  for (const { half, full } of marks) {
    const name = `${half} → ${full}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const named = [...counts].slice(0, NAMED).map(([name, count]) => `${name} ${count} 处`);
  const more = counts.size > NAMED ? "等" : "";
  return `${where}有 ${marks.length} 处：${named.join("，")}${more}；数字、网址、英文里的不改`;
}

function build() {
  const button = (label) => element("button", { type: "button" }, label);
  const [change, close] = ["改成全角", "关闭"].map(button);
  const status = element("span", { class: "meta", role: "status" });
  const bar = element("div", {
    class: "tools asks punctuation",
    role: "group",
    "aria-label": "半角标点改全角",
    hidden: "",
  });
  bar.append(status, change, close);
  return { bar, status, change, close };
}

function marked(lib, key, state) {
  const { Decoration, DecorationSet } = lib.pm.view;
  return new lib.pm.state.Plugin({
    key,
    props: {
      decorations: ({ doc }) => {
        const inside = state.marks.filter(({ from }) => from < doc.content.size);
        const mark = ({ from }) => Decoration.inline(from, from + 1, { class: "sought" });
        return DecorationSet.create(doc, inside.map(mark));
      },
    },
  });
}
