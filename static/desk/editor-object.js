/* Tools that stand at their object: above the table or the picture that holds the caret. If the
   object is taller than the window they slip below the main tools. */
import { inTable } from "./editor-table.js";

/** Keep each of `bars` ({bar, holds(editor), element(editor)}) at its object. */
export function standAtObjects(root, editor, bars) {
  const place = () => {
    for (const { bar, holds, element } of bars) {
      const object = holds(editor) ? element(editor) : null;
      bar.hidden = !object;
      if (object) put(root, bar, object);
    }
  };
  editor.on("transaction", place);
  addEventListener("scroll", place, { passive: true });
  addEventListener("resize", place, { passive: true });
  place();
}

function put(root, bar, object) {
  const [frame, box] = [root.getBoundingClientRect(), object.getBoundingClientRect()];
  const below = root.querySelector(".tools").getBoundingClientRect().bottom;
  const height = bar.offsetHeight;
  const top = Math.min(Math.max(box.top - height - 2, below), box.bottom - height);
  bar.style.top = `${Math.round(top - frame.top)}px`;
}

const blockOf = (editor, name) => {
  const { $from, node, from } = editor.state.selection;
  if (node?.type.name === name) return { pos: from, node };
  for (let depth = $from.depth; depth > 0; depth -= 1)
    if ($from.node(depth).type.name === name)
      return { pos: $from.before(depth), node: $from.node(depth) };
  return null;
};

export const atTable = {
  holds: inTable,
  element: (editor) => editor.view.nodeDOM(blockOf(editor, "table").pos),
};

export const atPicture = {
  holds: (editor) => Boolean(blockOf(editor, "figure")),
  element: (editor) => editor.view.nodeDOM(blockOf(editor, "figure").pos),
};

/** What can be done with the picture whose caption or frame holds the caret. */
export function pictureTools(tell) {
  return [
    {
      label: "替代文字",
      does: (editor) => {
        const { pos, node } = blockOf(editor, "figure");
        if (editor.state.selection.node?.type.name !== "picture" && node.childCount)
          editor.commands.setNodeSelection(pos + 1);
        tell("desk:picture", { editor });
      },
    },
    { label: "上移", does: (editor) => move(editor, -1), off: (editor) => !neighbour(editor, -1) },
    { label: "下移", does: (editor) => move(editor, 1), off: (editor) => !neighbour(editor, 1) },
    {
      label: "移走",
      name: "把图片移出正文",
      does: (editor) => {
        const { pos, node } = blockOf(editor, "figure");
        editor
          .chain()
          .focus()
          .deleteRange({ from: pos, to: pos + node.nodeSize })
          .run();
      },
    },
  ];
}

function neighbour(editor, step) {
  const found = blockOf(editor, "figure");
  if (!found) return null;
  const at = editor.state.doc.resolve(found.pos);
  const index = at.index() + step;
  return at.parent.maybeChild(index) ? { ...found, other: at.parent.child(index) } : null;
}

/** The figure changes its place with the block before or after it. */
function move(editor, step) {
  const found = neighbour(editor, step);
  if (!found) return;
  const { pos, node, other } = found;
  const { tr } = editor.state;
  tr.delete(pos, pos + node.nodeSize);
  const target = step < 0 ? pos - other.nodeSize : pos + other.nodeSize;
  tr.insert(target, node);
  editor.view.dispatch(tr);
  editor
    .chain()
    .focus()
    .setNodeSelection(target + 1)
    .scrollIntoView()
    .run();
}
