/* The rich-text field over the two fields of series/forms/rich_text.py. Without it, or when its
   library does not load, the typed lines stay.

   For the scripts beside it, bubbling from the root element (.editor), which keeps `deskEditor`:
   desk:editor {editor, field}          the field stands
   desk:paste {html, text, files, editor}    cancelable: who prevents it inserts the words
   desk:files {files, editor, position}      cancelable: who prevents it takes the files
   desk:picture {editor}                     the button 图片
   desk:attachment {editor}                  the button 附件
   After each real change `field` (body_html) holds the markup and sends a bubbling `input`. */
import { countOf, sentences } from "./editor-count.js";
import { findBar } from "./editor-find.js";
import { linkBar } from "./editor-link.js";
import { markupOf } from "./editor-markup.js";
import { nodes } from "./editor-nodes.js";
import { atPicture, atTable, pictureTools, standAtObjects } from "./editor-object.js";
import { insertTable, inTable, tableNodes, tableTools } from "./editor-table.js";
import { punctuationBar } from "./editor-punctuation.js";
import { element, toolbar } from "./editor-tools.js";
import { becomesBlock } from "./editor-typing.js";

const SOON = 250;

async function begin(field) {
  const typed = field.form.elements.body;
  const untouched = typed.value;
  const lib = await import(new URL(field.dataset.library, document.baseURI));
  if (typed.value === untouched) stand(lib, { field, typed });
}

function stand(lib, { field, typed }) {
  const root = element("div", { class: "editor" });
  const editor = new lib.Editor({
    element: root,
    content: field.value,
    extensions: [
      ...nodes(lib),
      ...tableNodes(lib),
      lib.UndoRedo,
      lib.Gapcursor,
      lib.Dropcursor.configure({ color: false, class: "dropcursor" }),
    ],
    injectCSS: false,
    enableInputRules: false,
    enablePasteRules: false,
    editorProps: {
      attributes: surface(typed),
      handleDOMEvents: {
        paste: (view, event) => pasted(root, editor, event),
        keydown: (view, event) => isNextStep(event), // static/desk/keys.js presses it
      },
      handleTextInput: (view, from, to, text) =>
        isIndent(view, from, text) || (from === to && becomesBlock(editor, from, text)),
      transformPastedHTML: withoutStyles,
      transformPastedText: (text) => text.replace(/^[ \t\u3000\u00a0]+/gm, ""),
      handleDrop: (view, event) => dropped(root, editor, event),
      handleKeyDown: (view, event) => toTools(root, event) || opensBar(root, event),
    },
  });
  takeOver(root, { field, typed, editor });
  furnish(lib, root, editor);
  follow(lib, { field, editor });
  root.deskEditor = { editor, field };
  tell(root, "desk:editor", { editor, field });
}

const tell = (root, name, detail) =>
  !root.dispatchEvent(new CustomEvent(name, { bubbles: true, cancelable: true, detail }));

function surface(typed) {
  const label = typed.labels?.[0];
  if (label) label.id ||= `${typed.id}_label`;
  return {
    class: "page",
    role: "textbox",
    "aria-multiline": "true",
    "aria-describedby": `${typed.id}_keys`,
    ...(label ? { "aria-labelledby": label.id } : { "aria-label": "正文" }),
    spellcheck: "false",
  };
}

function takeOver(root, { field, typed, editor }) {
  const [label] = typed.labels ?? [];
  const awaited = document.activeElement === typed;
  typed.before(root);
  typed.hidden = typed.disabled = true;
  field.disabled = false;
  label?.removeAttribute("for");
  label?.addEventListener("click", () => editor.commands.focus());
  document.getElementById(`${typed.id}_helptext`)?.setAttribute("hidden", "");
  root.append(
    element(
      "p",
      { class: "visually-hidden", id: `${typed.id}_keys` },
      "按 Alt+F10 到工具栏，按 Esc 回到正文。",
    ),
  );
  if (awaited) editor.view.focus();
}

/** `field` follows the document; a text that is as it was opened is sent as it was stored. */
function follow(lib, { field, editor }) {
  const [opened, stored] = [editor.state.doc, field.value];
  editor.on("update", () => {
    const { doc } = editor.state;
    const markup = doc.eq(opened) ? stored : markupOf(lib, doc);
    if (markup === field.value) return;
    field.value = markup;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function furnish(lib, root, editor) {
  const links = linkBar(editor);
  const find = findBar(lib, editor);
  const address = document.getElementById("paste-receipt")?.dataset.punctuation;
  const marks = address && punctuationBar(lib, editor, address);
  const groups = toolsOf(lib, root, { links, find, marks });
  const main = toolbar(editor, { label: "正文格式", groups });
  const table = toolbar(editor, {
    label: "表格",
    groups: [tableTools(lib).map(([label, does]) => ({ label, does }))],
  });
  const picture = toolbar(editor, {
    label: "图片",
    groups: [pictureTools((name, detail) => tell(root, name, detail))],
  });
  const count = element("div", { class: "count" });
  const top = element("div", { class: "tools-top" });
  top.append(main.bar, find.bar, links.bar, ...(marks ? [marks.bar] : []));
  root.prepend(top, table.bar, picture.bar);
  root.append(count);
  root.deskBars = { links, find };
  for (const { bar } of [main, table, picture]) {
    bar.addEventListener("keydown", (event) => event.key === "Escape" && editor.view.focus());
  }
  for (const { bar } of [table, picture]) bar.classList.add("at-object");
  const bars = [
    { ...atTable, bar: table.bar },
    { ...atPicture, bar: picture.bar },
  ];
  showStates(editor, [main, table, picture]);
  standAtObjects(root, editor, bars);
  keepCount(editor, count);
}

function showStates(editor, bars) {
  const show = () => bars.forEach((bar) => bar.show());
  editor.on("transaction", show);
  show();
}

function keepCount(editor, count) {
  const counted = () =>
    count.replaceChildren(
      ...sentences(countOf(editor.state.doc)).map((said) => element("span", {}, said)),
    );
  let soon;
  editor.on("transaction", ({ transaction }) => {
    if (!transaction.docChanged) return;
    clearTimeout(soon);
    soon = setTimeout(counted, SOON);
  });
  counted();
}

function toolsOf(lib, root, { links, find, marks }) {
  const isHeading = (editor) => editor.isActive("heading");
  const heading = (label, level, rare) => ({
    label,
    rare,
    keys: `Control+Alt+${level}`,
    active: (editor) => editor.isActive("heading", { level }),
    off: (editor) => !editor.isActive("heading") && !editor.can().setNode("heading", { level }),
    does: (editor) => editor.chain().focus().setNode("heading", { level }).run(),
  });
  const mark = (label, type, { off, keys, rare } = {}) => ({
    label,
    keys,
    rare,
    off,
    active: (editor) => editor.isActive(type),
    does: (editor) => editor.chain().focus().toggleMark(type).run(),
  });
  const wrap = (label, type, command) => ({
    label,
    rare: true,
    active: (editor) => editor.isActive(type),
    does: (editor) => editor.chain().focus()[command]().run(),
  });
  const act = (label, does, { off, keys, name, rare } = {}) => ({
    label,
    does,
    off,
    keys,
    name,
    rare,
  });
  return [
    [
      {
        label: "正文",
        active: (editor) => editor.isActive("paragraph"),
        does: (editor) => editor.chain().focus().setParagraph().run(),
      },
      heading("节题", 2),
      heading("小题", 3, true),
      heading("次题", 4, true),
    ],
    [
      mark("加粗", "bold", {
        keys: "Control+B",
        off: (editor) => isHeading(editor) || editor.isActive("footnote"),
      }),
      mark("强调", "italic", { keys: "Control+I", rare: true }),
      mark("上标", "superscript", { rare: true }),
      mark("下标", "subscript", { rare: true }),
    ],
    [
      wrap("引文", "blockquote", "toggleBlockquote"),
      wrap("列表", "bulletList", "toggleBulletList"),
      wrap("编号", "orderedList", "toggleOrderedList"),
      closing,
      act("分隔线", (editor) => editor.chain().focus().setHorizontalRule().run(), {
        name: "分隔线，其后是结语",
        off: inTable,
        rare: true,
      }),
    ],
    [
      act("表格", (editor) => (insertTable(lib, editor), editor.commands.focus()), {
        name: "插入表格",
        rare: true,
        off: (editor) => inTable(editor) || isHeading(editor),
      }),
      act("图片", (editor) => tell(root, "desk:picture", { editor }), { name: "插入图片" }),
      act("附件", (editor) => tell(root, "desk:attachment", { editor }), {
        name: "插入附件",
        rare: true,
      }),
      {
        label: "链接",
        keys: "Control+K",
        active: (editor) => editor.isActive("link"),
        does: () => links.open(),
      },
      {
        label: "脚注",
        rare: true,
        active: (editor) => editor.isActive("footnote"),
        does: note,
      },
    ],
    [
      act("清除格式", plain, { rare: true }),
      act("查找", () => find.open(), { keys: "Control+F", name: "查找和替换", rare: true }),
      ...(marks ? [act("全角", () => marks.open(), { name: "半角标点改全角", rare: true })] : []),
    ],
    [
      act("撤销", (editor) => editor.chain().focus().undo().run(), {
        keys: "Control+Z",
        off: (editor) => !editor.can().undo(),
      }),
      act("重做", (editor) => editor.chain().focus().redo().run(), {
        keys: "Control+Shift+Z",
        rare: true,
        off: (editor) => !editor.can().redo(),
      }),
    ],
  ];
}

/** A right-aligned line at the end of a text: who signs it, and the day. */
const closing = {
  label: "落款",
  name: "落款，靠右",
  rare: true,
  active: (editor) => editor.isActive("paragraph", { closing: true }),
  off: (editor) => {
    const { $from } = editor.state.selection;
    return $from.depth !== 1 || $from.parent.type.name !== "paragraph";
  },
  does: (editor) => {
    const isClosing = editor.isActive("paragraph", { closing: true });
    editor.chain().focus().updateAttributes("paragraph", { closing: !isClosing }).run();
  },
};

/** The chosen words become a note; with none chosen a note to be written is put at the caret. */
function note(editor) {
  const { empty, from } = editor.state.selection;
  if (!empty || editor.isActive("footnote")) {
    editor.chain().focus().extendMarkRange("footnote").toggleMark("footnote").run();
    return;
  }
  const words = "注文";
  editor
    .chain()
    .focus()
    .insertContent({ type: "text", text: words, marks: [{ type: "footnote" }] })
    .setTextSelection({ from, to: from + words.length })
    .run();
}

function plain(editor) {
  const chain = editor.chain().focus();
  for (const type of ["bold", "italic", "superscript", "subscript"]) chain.unsetMark(type);
  if (editor.isActive("heading")) chain.setParagraph();
  chain.run();
}

/** Asked before the library reads the clipboard. Words that were copied here are pasted as they are. */
function pasted(root, editor, event) {
  const { clipboardData: board } = event;
  const [html, text] = [board.getData("text/html"), board.getData("text/plain")];
  const files = [...board.files];
  if (html.includes("data-pm-slice")) return false;
  const taken =
    files.length && !html
      ? tell(root, "desk:files", { files, editor, position: null })
      : tell(root, "desk:paste", { html, text, files, editor });
  if (taken) event.preventDefault();
  return taken;
}

/** The page indents paragraphs by itself; spaces typed for it would be taken away on saving. */
const isIndent = (view, from, text) =>
  /^[ \u3000]+$/.test(text) && !view.composing && view.state.doc.resolve(from).parentOffset === 0;

/** Looks from elsewhere mean nothing here, and the content policy would report each of them. */
const withoutStyles = (html) =>
  html
    .replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<[^>]*>/g, (tag) =>
      tag.replace(/\s(?:style|on\w+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, ""),
    );

function dropped(root, editor, event) {
  const files = [...(event.dataTransfer?.files ?? [])];
  if (!files.length) return false;
  const position =
    editor.view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? null;
  tell(root, "desk:files", { files, editor, position });
  event.preventDefault();
  return true;
}

function toTools(root, event) {
  if (!event.altKey || event.key !== "F10") return false;
  root.querySelector(".tools [tabindex='0']").focus();
  return true;
}

const isNextStep = (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey);

/** Ctrl+F finds in the text, Ctrl+K links the chosen words. */
function opensBar(root, event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing)
    return false;
  const bar = { f: "find", k: "links" }[event.key.toLowerCase()];
  if (!bar) return false;
  event.preventDefault();
  root.deskBars[bar].open();
  return true;
}

const field = document.querySelector("textarea[name=body_html][data-library]");
if (field) begin(field).catch((error) => console.warn("正文编辑器没有载入，可继续按行键入", error));
