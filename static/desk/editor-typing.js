/* What is typed at a line's start and means a block: `## `, `1. `, `- `, `> `. Nothing happens while
   an input method composes; 撤销 gives the signs back. */
const SIGNS = [
  [/^[#＃]{2}$/, (chain) => chain.setNode("heading", { level: 2 })],
  [/^[#＃]{3}$/, (chain) => chain.setNode("heading", { level: 3 })],
  [/^[#＃]{4}$/, (chain) => chain.setNode("heading", { level: 4 })],
  [/^1[.．]$/, (chain) => chain.toggleOrderedList()],
  [/^[-－*＊]$/, (chain) => chain.toggleBulletList()],
  [/^[>＞》]$/, (chain) => chain.toggleBlockquote()],
];

/** Whether the space that is typed now made a block of the signs before it. */
export function becomesBlock(editor, from, text) {
  if (text !== " " && text !== "\u3000") return false;
  const { state, view } = editor;
  const at = state.doc.resolve(from);
  if (view.composing || at.depth !== 1 || at.parent.type.name !== "paragraph") return false;
  const typed = at.parent.textBetween(0, at.parentOffset, "", "\ufffc");
  const found = SIGNS.find(([signs]) => signs.test(typed));
  if (!found) return false;
  const step = ({ tr }) => Boolean(tr.setTime(tr.time + 1000)); // 撤销 takes back this alone
  const chain = editor.chain().command(step).deleteRange({ from: at.start(), to: from });
  return found[1](chain).run();
}
