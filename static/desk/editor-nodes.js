/* What a text may hold: the elements of series/text/markup/stored_html.py and nothing else.
   Picture in a figure: node "picture"; picture inside a line or cell: node "image". */
const PICTURE = /^(?:\/pictures\/\d+(?:\/[\w.\-/%]*)?|picture:[\w-]{1,80})$/;
const LINK = /^(?:https?:\/\/\S|mailto:\S|tel:\S|\/(?!\/)|#)/i;

export const isLink = (href) => LINK.test(href) && !href.includes("\\");

const pictureAttributes = () => ({
  src: { default: null },
  alt: { default: "", parseHTML: (img) => img.getAttribute("alt") ?? "" },
});
const ownPicture = (img) => (PICTURE.test(img.getAttribute("src") ?? "") ? null : false);

function pictures(lib) {
  const image = lib.Node.create({
    name: "image",
    group: "inline",
    inline: true,
    atom: true,
    draggable: true,
    addAttributes: pictureAttributes,
    parseHTML: () => [{ tag: "img[src]", getAttrs: ownPicture }],
    renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],
  });
  const picture = lib.Node.create({
    name: "picture",
    atom: true,
    selectable: true,
    addAttributes: pictureAttributes,
    parseHTML: () => [{ tag: "img[src]", context: "figure/", priority: 60, getAttrs: ownPicture }],
    renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],
  });
  const figure = lib.Node.create({
    name: "figure",
    group: "block flow",
    content: "picture+ figcaption",
    isolating: true,
    draggable: true,
    parseHTML: () => [
      {
        tag: "figure",
        getAttrs: (box) =>
          [...box.querySelectorAll("img")].some((img) => ownPicture(img) === null) ? null : false,
      },
    ],
    renderHTML: () => ["figure", 0],
    addKeyboardShortcuts() {
      const whole = () =>
        this.editor.commands.command(({ state, tr }) => deleteLonePicture(state, tr));
      return { Backspace: whole, Delete: whole };
    },
  });
  const figcaption = lib.Node.create({
    name: "figcaption",
    content: "text*",
    isolating: true,
    parseHTML: () => [{ tag: "figcaption", context: "figure/" }],
    renderHTML: () => ["figcaption", 0],
    addKeyboardShortcuts() {
      return {
        Enter: () => this.editor.commands.command(({ state, tr }) => leaveFigure(lib, state, tr)),
      };
    },
  });
  return [image, picture, figure, figcaption];
}

/** A figure cannot stand without a picture: its last one goes with it. */
function deleteLonePicture({ selection }, tr) {
  if (selection.node?.type.name !== "picture" || selection.$from.parent.childCount > 2)
    return false;
  tr.delete(selection.$from.before(), selection.$from.after());
  return true;
}

/** Enter in a caption goes on below the figure. */
function leaveFigure(lib, { selection, schema }, tr) {
  const { $from } = selection;
  if ($from.parent.type.name !== "figcaption") return false;
  const after = $from.after($from.depth - 1);
  tr.insert(after, schema.nodes.paragraph.create());
  tr.setSelection(lib.pm.state.TextSelection.create(tr.doc, after + 1)).scrollIntoView();
  return true;
}

function marks(lib) {
  const footnote = lib.Mark.create({
    name: "footnote",
    priority: 1100,
    excludes: "footnote bold",
    keepOnSplit: false,
    parseHTML: () => [{ tag: "small" }],
    renderHTML: () => ["small", 0],
    addKeyboardShortcuts() {
      const leave = () => this.editor.commands.command(({ state, tr }) => leaveNote(state, tr));
      return { Enter: leave, ArrowRight: leave };
    },
  });
  const link = lib.Mark.create({
    name: "link",
    priority: 1000,
    inclusive: false,
    addAttributes: () => ({ href: { default: null } }),
    parseHTML: () => [
      { tag: "a[href]", getAttrs: (a) => (isLink(a.getAttribute("href")) ? null : false) },
    ],
    renderHTML: ({ HTMLAttributes }) => ["a", HTMLAttributes, 0],
  });
  return [footnote, link, lib.Bold, lib.Italic, lib.Superscript, lib.Subscript];
}

/** At the end of a note the words that follow are the text's own again. */
function leaveNote(state, tr) {
  const { empty, $from } = state.selection;
  const note = state.schema.marks.footnote;
  const held = state.storedMarks ?? $from.marks();
  if (!empty || !note.isInSet(held) || note.isInSet($from.nodeAfter?.marks ?? [])) return false;
  tr.setStoredMarks(held.filter((mark) => mark.type !== note));
  return true;
}

function blocks(lib) {
  const heading = lib.Heading.configure({ levels: [2, 3, 4] }).extend({
    content: "text*",
    marks: "italic superscript subscript link footnote",
    parseHTML: () =>
      [1, 2, 3, 4, 5, 6].map((level) => ({
        tag: `h${level}`,
        attrs: { level: Math.min(Math.max(level, 2), 4) },
      })),
  });
  const paragraph = lib.Paragraph.extend({
    group: "block flow",
    addAttributes: () => ({
      closing: {
        default: false,
        parseHTML: (line) => line.className === "closing",
        renderHTML: ({ closing }) => (closing ? { class: "closing" } : {}),
      },
    }),
  });
  return [
    lib.Document,
    paragraph,
    lib.Text,
    heading,
    lib.Blockquote.extend({ group: "block flow" }),
    lib.BulletList.extend({ group: "block flow list" }),
    lib.OrderedList.extend({
      group: "block flow list",
      addAttributes: () => ({}),
      renderHTML: () => ["ol", 0],
    }),
    lib.ListItem.extend({ content: "flow+" }),
    lib.HorizontalRule,
    lib.HardBreak.extend({
      addKeyboardShortcuts() {
        return { "Shift-Enter": () => this.editor.commands.setHardBreak() };
      },
    }),
  ];
}

export const nodes = (lib) => [...blocks(lib), ...pictures(lib), ...marks(lib)];
