/* Words that only this browser had, offered again: they are sent to the server as a copy of their
   own, which overwrites nothing, and the page says where to open it. Decision 116. */
import { closedRows, remove } from "./unsent-store.js";

const place = document.querySelector("[data-recovered]");
const [SENT, OLD, REFUSED, LATER] = ["sent", "old", "refused", "later"];

/** Send what forms of this person left (`rows`); returns those that could not be sent. */
export async function recover(rows) {
  const left = [];
  for (const row of rows) {
    const { became, copy } = await send(row);
    if (became === SENT || became === OLD) await remove(row.page);
    else left.push(row);
    if (place && became === SENT) offer(row, opened(row, copy));
    if (place && became === REFUSED) offer(row, shown(row));
  }
  return left;
}

async function send(row) {
  const body = new FormData();
  for (const [name, value] of row.fields) body.append(name, value);
  const names = { page: row.page, copy: row.copy, writer: row.writer, turn: row.turn };
  for (const [name, value] of Object.entries(names)) body.set(`form_${name}`, value);
  body.set("form_recovered", "1");
  body.set("base", row.base);
  body.set("csrfmiddlewaretoken", token());
  const options = { method: "POST", body, redirect: "manual" };
  const response = await fetch(row.autosave, options).catch(() => null);
  if (!response || response.type === "opaqueredirect" || response.status >= 500)
    return { became: LATER };
  if (!response.ok) return { became: response.status === 401 ? LATER : REFUSED };
  const { saved_at, copy } = await response.json();
  return { became: saved_at ? SENT : OLD, copy };
}

function token() {
  const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
  return cookie?.[1] ?? document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

function offer(row, ...deeds) {
  const note = made("div", { class: "note recovered" });
  const when = new Date(row.at).toLocaleString("zh-CN", { dateStyle: "short", timeStyle: "short" });
  note.append(
    made("p", {}, `这台电脑上有没有存到服务器的字，${when} 写的：《${row.title || "还没有标题"}》`),
    ...deeds,
  );
  place.append(note);
}

function opened(row, copy) {
  const deeds = made("div", { class: "acts" });
  const link = made("a", { class: "btn main", href: `${row.action}?copy=${copy}` }, "打开这一份");
  deeds.append(made("p", {}, "现在已经存到服务器，没有盖掉别的内容。"), link);
  return deeds;
}

function shown(row) {
  const more = made("details", {});
  const words = row.fields.map(([, value]) => value).filter((value) => /\p{L}/u.test(value));
  const area = made("textarea", { readonly: "", rows: "8", "aria-label": "没有存上的字" });
  area.value = words.join("\n\n").replace(/<[^>]*>/g, "\n");
  more.append(made("summary", {}, "服务器没有收下，请从这里复制"), area);
  return more;
}

function made(name, attributes, words = "") {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.textContent = words;
  return node;
}

if (place)
  closedRows(place.dataset.recovered)
    .then(recover)
    .catch((error) => console.warn("浏览器里的副本没有读到", error))
    .finally(() => place.setAttribute("data-done", ""));
