/* 议程: a row for each session and each speaker. They are written into the lines of the field, which
   stay what the form sends; without script one types the lines (series/text/markup/programme.py). */
import { element } from "./editor-tools.js";

const SESSION = [
  ["starts", "开始"],
  ["ends", "结束"],
  ["kind", "类别"],
  ["title", "内容"],
  ["speaker", "主讲"],
  ["note", "说明"],
];
const GUEST = [
  ["name", "姓名"],
  ["post", "职务"],
  ["organization", "单位"],
];
const TIMES = /^(\d{1,2}[:：]\d{2})(?:\s*[—–~～至-]+\s*(\d{1,2}[:：]\d{2}))?[\s\u3000]*/;
const DOT = /^[·•・‧∙][\s\u3000]*/;
const BAR = /[｜|]/;

const field = document.querySelector("textarea[data-session-kinds]");
if (field) begin(field, JSON.parse(field.dataset.sessionKinds));

/** The rows of the typed lines; null where a line is more than rows can say. */
export function rowsOf(text, kinds) {
  const rows = [];
  for (const line of text
    .split("\n")
    .map((one) => one.trim())
    .filter(Boolean)) {
    const guest = DOT.test(line);
    const pieces = guest ? line.replace(DOT, "").split(BAR) : null;
    const row = guest ? { guest, ...named(pieces, GUEST) } : sessionOf(line, kinds);
    if (!row || (guest && (pieces.length > GUEST.length || !rows.length))) return null;
    rows.push(row);
  }
  return rows;
}

function sessionOf(line, kinds) {
  const times = TIMES.exec(line) ?? ["", "", ""];
  const rest = line.slice(times[0].length);
  const kind = kinds.find((one) => rest.startsWith(`${one}：`) || rest.startsWith(`${one}:`)) ?? "";
  const pieces = rest.slice(kind ? kind.length + 1 : 0).split(BAR);
  if (pieces.length > 3) return null;
  const words = named(pieces, SESSION.slice(3));
  return { starts: times[1] ?? "", ends: times[2] ?? "", kind, ...words };
}

function named(pieces, fields) {
  return Object.fromEntries(fields.map(([name], at) => [name, (pieces[at] ?? "").trim()]));
}

/** The line of a row, as the server reads it. */
export function lineOf(row) {
  const fields = row.guest ? GUEST : SESSION.slice(3);
  const pieces = fields.map(([name]) => row[name].replace(BAR, "／").trim());
  while (pieces.length > 1 && !pieces.at(-1)) pieces.pop();
  if (row.guest) return `· ${pieces.join("｜")}`;
  const times = [row.starts, row.ends].filter(Boolean).join("—");
  return `${times} ${row.kind ? `${row.kind}：` : ""}${pieces.join("｜")}`.trim();
}

function begin(field, kinds) {
  const box = element("div", { class: "programme-rows", role: "group", "aria-label": "议程各项" });
  const add = element("button", { type: "button", class: "btn" }, "加一项议程");
  let rows = [];
  let own = false;

  function write() {
    own = true;
    const said = rows.filter((row) => SESSION.concat(GUEST).some(([name]) => row[name]));
    field.value = said.map(lineOf).join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    own = false;
  }

  function change(at, removed, ...added) {
    rows.splice(at, removed, ...added);
    write();
    draw();
  }

  function input(row, [name, label]) {
    const made =
      name === "kind"
        ? element("select", {}, ...["", ...kinds].map((one) => new Option(one || "其他", one)))
        : element("input", { type: "text", placeholder: label });
    made.setAttribute("aria-label", label);
    made.dataset.part = name;
    made.value = row[name] ?? "";
    made.addEventListener("input", () => {
      row[name] = made.value;
      write();
    });
    return made;
  }

  function button(words, press) {
    const made = element("button", { type: "button", class: "as-link" }, words);
    made.addEventListener("click", press);
    return made;
  }

  function draw() {
    box.replaceChildren(
      ...rows.map((row, at) => {
        const inputs = (row.guest ? GUEST : SESSION).map((part) => input(row, part));
        const guest = { guest: true, name: "", post: "", organization: "" };
        const buttons = row.guest ? [] : [button("加嘉宾", () => change(at + 1, 0, guest))];
        buttons.push(button("删去", () => change(at, 1 + guestsOf(rows, at))));
        return element("div", { class: row.guest ? "guest" : "session" }, ...inputs, ...buttons);
      }),
    );
  }

  function read() {
    const found = rowsOf(field.value, kinds);
    box.hidden = add.hidden = !found;
    rows = found ?? [];
    draw();
  }

  add.addEventListener("click", () => {
    const empty = Object.fromEntries(SESSION.map(([name]) => [name, ""]));
    change(rows.length, 0, empty);
    box.lastElementChild.querySelector("input").focus();
  });
  field.addEventListener("input", () => own || read());
  field.before(box, add);
  read();
}

/** How many speakers go with the row: those of a session, up to the next one. */
function guestsOf(rows, at) {
  if (rows[at].guest) return 0;
  const next = rows.findIndex((row, place) => place > at && !row.guest);
  return (next < 0 ? rows.length : next) - at - 1;
}
