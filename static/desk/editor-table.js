/* Tables with caption and head. The page's <table> is node "table": a caption, then the grid that
   the table commands know; a row of the head is a row with `head` set. */
const rowsOf = (table) => table.querySelectorAll(":scope > tr, :scope > * > tr");

function contentOf(lib, table, schema) {
  const parser = lib.pm.model.DOMParser.fromSchema(schema);
  const { tableCaption, tableGrid, tableRow } = schema.nodes;
  const parsed = (dom, node) => parser.parse(dom, { topNode: node });
  const caption = table.querySelector(":scope > caption");
  const rows = [...rowsOf(table)].map((row) => parsed(row, tableRow.create({ head: isHead(row) })));
  return lib.pm.model.Fragment.from([
    caption ? parsed(caption, tableCaption.create()) : tableCaption.create(),
    tableGrid.create(null, rows),
  ]);
}

const isHead = (row) => row.parentElement?.tagName === "THEAD" || row.hasAttribute("data-head");

const span = (name) => ({
  default: 1,
  parseHTML: (cell) => Number(cell.getAttribute(name)) || 1,
  renderHTML: (attrs) => (attrs[name] > 1 ? { [name]: attrs[name] } : {}),
});
const spans = () => ({
  colspan: span("colspan"),
  rowspan: span("rowspan"),
  colwidth: { default: null, rendered: false },
});

function cells(lib) {
  const cell = (name, tag, role, attributes) =>
    lib.Node.create({
      name,
      content: "flow+",
      tableRole: role,
      isolating: true,
      addAttributes: attributes,
      parseHTML: () => [{ tag }],
      renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
    });
  const scope = { scope: { default: null } };
  return [
    cell("tableCell", "td", "cell", spans),
    cell("tableHeader", "th", "header_cell", () => ({ ...spans(), ...scope })),
  ];
}

export function tableNodes(lib) {
  const table = lib.Node.create({
    name: "table",
    group: "block flow",
    content: "tableCaption tableGrid",
    isolating: true,
    parseHTML: () => [
      {
        tag: "table",
        getAttrs: (dom) => (rowsOf(dom).length ? null : false),
        getContent: (dom, schema) => contentOf(lib, dom, schema),
      },
    ],
    renderHTML: () => ["table", 0],
    addProseMirrorPlugins: () => [lib.pm.tables.tableEditing()],
    addKeyboardShortcuts() {
      const go = (step) => () =>
        lib.pm.tables.goToNextCell(step)(this.editor.state, this.editor.view.dispatch);
      return { Tab: go(1), "Shift-Tab": go(-1), Enter: () => intoGrid(lib, this.editor) };
    },
    extendNodeSchema: (extension) => ({ tableRole: extension.config.tableRole }),
  });
  const caption = lib.Node.create({
    name: "tableCaption",
    content: "text*",
    isolating: true,
    renderHTML: () => ["caption", 0],
  });
  const grid = lib.Node.create({
    name: "tableGrid",
    content: "tableRow+",
    tableRole: "table",
    isolating: true,
    renderHTML: () => ["tbody", 0],
  });
  const row = lib.Node.create({
    name: "tableRow",
    content: "(tableCell | tableHeader)*",
    tableRole: "row",
    addAttributes: () => ({
      head: {
        default: false,
        parseHTML: isHead,
        renderHTML: ({ head }) => (head ? { "data-head": "" } : {}),
      },
    }),
    parseHTML: () => [{ tag: "tr" }],
    renderHTML: ({ HTMLAttributes }) => ["tr", HTMLAttributes, 0],
  });
  return [table, caption, grid, row, ...cells(lib)];
}

/** Enter in a caption goes to the first cell. */
function intoGrid(lib, editor) {
  const { $from } = editor.state.selection;
  if ($from.parent.type.name !== "tableCaption") return false;
  const inside = editor.state.doc.resolve($from.after());
  const { tr } = editor.state;
  editor.view.dispatch(tr.setSelection(lib.pm.state.Selection.near(inside, 1)).scrollIntoView());
  return true;
}

function ancestor({ $from }, name) {
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type.name === name)
      return { node: $from.node(depth), pos: $from.before(depth) };
  }
  return null;
}

export const inTable = (editor) => ancestor(editor.state.selection, "table") !== null;

export function insertTable(lib, editor, size = 3) {
  const { schema, tr } = editor.state;
  const { table, tableCaption, tableGrid, tableRow, tableHeader, tableCell, paragraph } =
    schema.nodes;
  const line = (head) => {
    const type = head ? tableHeader : tableCell;
    return tableRow.create(
      { head },
      Array.from({ length: size }, () => type.createAndFill()),
    );
  };
  const rows = Array.from({ length: size }, (_, number) => line(number === 0));
  const made = table.create(null, [tableCaption.create(), tableGrid.create(null, rows)]);
  tr.replaceSelectionWith(made);
  const found = [];
  tr.doc.descendants((node, pos) => void (node === made && found.push(pos)));
  if (found.length) {
    const end = found[0] + made.nodeSize;
    if (end === tr.doc.content.size) tr.insert(end, paragraph.create());
    tr.setSelection(lib.pm.state.Selection.near(tr.doc.resolve(found[0] + 3), 1));
  }
  editor.view.dispatch(tr.scrollIntoView());
}

function deleteTable(editor) {
  const whole = ancestor(editor.state.selection, "table");
  if (whole)
    editor.view.dispatch(
      editor.state.tr.delete(whole.pos, whole.pos + whole.node.nodeSize).scrollIntoView(),
    );
}

/** The first row as the table's head, or as a row like the others. */
function toggleHead(editor) {
  const table = ancestor(editor.state.selection, "table");
  if (!table) return;
  const { tr, schema } = editor.state;
  const first = table.pos + 1 + table.node.firstChild.nodeSize + 1;
  const row = table.node.lastChild.firstChild;
  const head = !row.attrs.head;
  tr.setNodeMarkup(first, null, { head });
  row.forEach((cell, offset) => {
    const type = head ? schema.nodes.tableHeader : schema.nodes.tableCell;
    const { colspan, rowspan } = cell.attrs;
    tr.setNodeMarkup(first + 1 + offset, type, { colspan, rowspan });
  });
  editor.view.dispatch(tr);
}

/** The buttons that stand below the text while the caret is in a table. */
export function tableTools(lib) {
  const run = (command) => (editor) => lib.pm.tables[command](editor.state, editor.view.dispatch);
  return [
    ["上加一行", run("addRowBefore")],
    ["下加一行", run("addRowAfter")],
    ["删此行", run("deleteRow")],
    ["左加一列", run("addColumnBefore")],
    ["右加一列", run("addColumnAfter")],
    ["删此列", run("deleteColumn")],
    ["合并", run("mergeCells")],
    ["拆分", run("splitCell")],
    ["表头", toggleHead],
    ["删表格", deleteTable],
  ];
}
