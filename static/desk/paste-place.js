/* The place of a paste in a text that goes on changing: where it went in, what it replaced. */

const HALF = {
  "，": ",",
  "；": ";",
  "：": ":",
  "！": "!",
  "？": "?",
  "（": "(",
  "）": ")",
  "。": ".",
  "“": '"',
  "”": '"',
  "‘": "'",
  "’": "'",
};
const halved = (text) => [...text].map((sign) => HALF[sign] ?? sign).join("");

/** A place follows every change until `stop`. `spots` are further positions that follow too. */
export function follow(editor) {
  const { from, to } = editor.state.selection;
  const place = { from, to, spots: [], held: false, before: null, after: null };
  const moved = ({ transaction: { mapping, docChanged } }) => {
    if (!docChanged || place.held) return;
    place.from = mapping.map(place.from, -1);
    place.to = mapping.map(place.to, place.after ? 1 : -1);
    place.spots = place.spots.map((spot) => mapping.map(spot, 1));
  };
  editor.on("transaction", moved);
  place.stop = () => editor.off("transaction", moved);
  return place;
}

/** Put markup at the place, as a paste does: a first and last paragraph join the paragraph there. */
export function insert(lib, editor, place, html) {
  const { state, view } = editor;
  const content = html ? parsed(lib, state.schema, html) : lib.pm.model.Fragment.empty;
  const stays = state.selection.from === place.from && state.selection.to === place.to;
  besideHeading(state.doc, place, content);
  place.before = { doc: state.doc, slice: state.doc.slice(place.from, place.to) };
  const tr = state.tr.replaceRange(place.from, place.to, sliceOf(lib, state.doc, place, content));
  place.held = true;
  const end = tr.mapping.map(place.to, 1);
  place.from = tr.mapping.map(place.from, -1);
  place.to = end;
  if (stays) tr.setSelection(lib.pm.state.Selection.near(tr.doc.resolve(end), -1));
  view.dispatch(tr.setMeta("uiEvent", "paste").scrollIntoView());
  place.held = false;
  place.after = editor.state.doc;
}

function parsed(lib, schema, html) {
  const page = document.implementation.createHTMLDocument("");
  page.body.innerHTML = html;
  return lib.pm.model.DOMParser.fromSchema(schema).parse(page.body, { preserveWhitespace: false })
    .content;
}

const isParagraph = (node) => node?.type.name === "paragraph";

function sliceOf(lib, doc, place, content) {
  const here = doc.resolve(place.from).parent;
  const lone = content.childCount === 1 && isParagraph(content.firstChild);
  const joins = (node) =>
    isParagraph(node) && (lone || isParagraph(here)) && here.isTextblock ? 1 : 0;
  return new lib.pm.model.Slice(content, joins(content.firstChild), joins(content.lastChild));
}

/** Blocks that are pasted at either end of a heading stand before or after it, not inside. */
function besideHeading(doc, place, content) {
  const at = doc.resolve(place.from);
  const lone = content.childCount === 1 && isParagraph(content.firstChild);
  const inHeading =
    at.depth === 1 && at.parent.type.name === "heading" && at.parent.content.size > 0;
  if (lone || !inHeading || place.from !== place.to) return;
  if (at.parentOffset === 0) place.from = place.to = at.before();
  else if (at.parentOffset === at.parent.content.size) place.from = place.to = at.after();
}

/** The position of a block of the paste in the text: before the block of this number. */
export function spotOf(editor, place, number) {
  const { doc } = editor.state;
  const first = doc.resolve(place.from).index(0);
  const last = Math.min(first + number, doc.childCount);
  let at = 0;
  for (let index = 0; index < last; index += 1) at += doc.child(index).nodeSize;
  return at;
}

/** Make the half-width marks of these offers full-width; how many of them were still there. */
export function mend(editor, place, offers) {
  const tr = editor.state.tr;
  let count = 0;
  for (const offer of offers) {
    const at = find(tr.doc, place, offer);
    if (at === null) continue;
    tr.insertText(offer.full, at, at + 1);
    count += 1;
  }
  if (count) editor.view.dispatch(tr);
  return count;
}

function find(doc, place, { before, half, after }) {
  const sought = halved(before + half + after);
  let found = null;
  doc.nodesBetween(
    Math.max(0, place.from),
    Math.min(place.to, doc.content.size),
    (node, position) => {
      if (found !== null || !node.isTextblock) return found === null;
      const text = node.textBetween(0, node.content.size, "", (leaf) =>
        leaf.type.name === "hardBreak" ? "\n" : "\ufffc",
      );
      const plain = halved(text);
      for (
        let at = plain.indexOf(sought);
        at >= 0 && found === null;
        at = plain.indexOf(sought, at + 1)
      ) {
        const mark = position + 1 + at + before.length;
        if (text[at + before.length] === half && mark >= place.from && mark < place.to)
          found = mark;
      }
      return false;
    },
  );
  return found;
}

/** Put other markup where the paste stands, in one step that 撤销 takes back. */
export function replace(lib, editor, place, html) {
  const content = parsed(lib, editor.state.schema, html);
  const tr = editor.state.tr;
  putBack(tr, place);
  const [from, to] = [tr.mapping.map(place.from, -1), tr.mapping.map(place.to, 1)];
  const steps = tr.mapping.maps.length;
  tr.replaceRange(from, to, sliceOf(lib, tr.doc, { from }, content));
  const since = tr.mapping.slice(steps);
  place.held = true;
  [place.from, place.to] = [since.map(from, -1), since.map(to, 1)];
  // The history joins what follows within half a second: this is a step of its own.
  editor.view.dispatch(tr.setTime(tr.time + 1000).scrollIntoView());
  place.held = false;
  place.after = editor.state.doc;
}

function putBack(tr, place) {
  if (place.before.slice.size) tr.replaceRange(place.from, place.to, place.before.slice);
  else tr.deleteRange(place.from, place.to);
}

/** The text as it was before the paste; what was typed since stays. */
export function takeBack(editor, place) {
  place.stop();
  if (editor.state.doc.eq(place.after)) {
    editor.commands.undo();
    if (editor.state.doc.eq(place.before.doc)) return;
    editor.commands.redo();
  }
  const tr = editor.state.tr;
  putBack(tr, place);
  editor.view.dispatch(tr);
}
