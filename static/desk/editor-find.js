/* Find and replace in the text: what is found is marked there, 全部替换 is one step of 撤销. */
import { element } from "./editor-tools.js";

/** Where these words stand: [{from, to}], large and small letters alike. */
export function matches(doc, sought) {
  const found = [];
  const words = sought.toLowerCase();
  if (!words) return found;
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    const text = node.textBetween(0, node.content.size, "", "\ufffc").toLowerCase();
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length))
      found.push({ from: position + 1 + at, to: position + 1 + at + words.length });
    return false;
  });
  return found;
}

export function findBar(lib, editor) {
  const parts = build();
  const { bar, sought, put, status } = parts;
  const state = { found: [], at: -1 };
  const key = new lib.pm.state.PluginKey("find");
  editor.registerPlugin(marked(lib, key, state));

  const redraw = () => editor.view.dispatch(editor.state.tr.setMeta(key, true));
  const look = () => {
    state.found = bar.hidden ? [] : matches(editor.state.doc, sought.value);
  };
  const say = (words = "") => {
    const none = sought.value ? "没有找到" : "";
    const place = state.at < 0 ? "" : `第 ${state.at + 1} 处，`;
    status.textContent =
      words || (state.found.length ? `${place}共 ${state.found.length} 处` : none);
  };
  const go = (step) => {
    look();
    const { length } = state.found;
    state.at = length ? (state.at + step + length) % length : -1;
    show();
  };
  const show = () => {
    redraw();
    say();
    const mark = editor.view.dom.querySelector(".sought-here");
    mark?.scrollIntoView({ block: "center" });
  };
  const begin = () => {
    look();
    state.at = state.found.length ? nearest(state.found, editor.state.selection.from) : -1;
    show();
  };
  const replaceOne = () => {
    const hit = state.found[state.at];
    if (!hit) return begin();
    editor.view.dispatch(editor.state.tr.insertText(put.value, hit.from, hit.to));
    look();
    state.at = state.found.length ? nearest(state.found, hit.from + put.value.length) : -1;
    return show();
  };
  const replaceAll = () => {
    look();
    const { tr } = editor.state;
    for (const { from, to } of [...state.found].reverse()) tr.insertText(put.value, from, to);
    const count = state.found.length;
    if (count) editor.view.dispatch(tr);
    look();
    state.at = -1;
    redraw();
    say(`已替换 ${count} 处`);
  };
  const shut = () => {
    const hit = state.found[state.at];
    bar.hidden = true;
    Object.assign(state, { found: [], at: -1 });
    redraw();
    if (hit) editor.commands.setTextSelection(hit);
    editor.view.focus();
  };
  const open = () => {
    const { from, to } = editor.state.selection;
    const chosen = editor.state.doc.textBetween(from, to, "\n");
    bar.hidden = false;
    if (chosen && chosen.length <= 40 && !chosen.includes("\n")) sought.value = chosen;
    sought.select();
    sought.focus();
    begin();
  };
  editor.on("update", () => {
    if (bar.hidden) return;
    look();
    state.at = Math.min(state.at, state.found.length - 1);
    say();
  });
  listen(parts, { begin, go, replaceOne, replaceAll, shut });
  return { bar, open };
}

function build() {
  const field = { type: "text", autocomplete: "off", maxlength: "100" };
  const sought = element("input", field);
  const put = element("input", field);
  const button = (label) => element("button", { type: "button" }, label);
  const buttons = ["上一处", "下一处", "替换", "全部替换", "关闭"].map(button);
  const status = element("span", { class: "meta", role: "status" });
  const bar = element("div", {
    class: "tools asks find",
    role: "group",
    "aria-label": "查找和替换",
    hidden: "",
  });
  bar.append(
    element("label", {}, "查找", sought),
    element("label", {}, "替换为", put),
    ...buttons,
    status,
  );
  return { bar, sought, put, status, buttons };
}

function listen({ bar, sought, put, buttons }, does) {
  const [before, after, one, all, close] = buttons;
  before.addEventListener("click", () => does.go(-1));
  after.addEventListener("click", () => does.go(1));
  one.addEventListener("click", does.replaceOne);
  all.addEventListener("click", does.replaceAll);
  close.addEventListener("click", does.shut);
  for (const type of ["input", "change"])
    bar.addEventListener(type, (event) => event.stopPropagation()); // these are no words of the entry
  sought.addEventListener("input", (event) => event.isComposing || does.begin());
  sought.addEventListener("compositionend", does.begin);
  bar.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") does.shut();
    if (event.key !== "Enter" || ![sought, put].includes(event.target)) return;
    event.preventDefault();
    if (event.target === put) does.replaceOne();
    else does.go(event.shiftKey ? -1 : 1);
  });
}

const nearest = (found, place) =>
  Math.max(
    0,
    found.findIndex(({ from }) => from >= place),
  );

function marked(lib, key, state) {
  const { Decoration, DecorationSet } = lib.pm.view;
  return new lib.pm.state.Plugin({
    key,
    props: {
      decorations: ({ doc }) => {
        const inside = state.found.filter(({ to }) => to <= doc.content.size);
        const mark = ({ from, to }, at) =>
          Decoration.inline(from, to, { class: at === state.at ? "sought sought-here" : "sought" });
        return DecorationSet.create(doc, inside.map(mark));
      },
    },
  });
}
