/* 建议数字: asks the server about the text as it stands in the form. Each figure is a button that puts
   its line into the field and, pressed again, takes it out; one more button takes all. */
import { ask } from "./asking.js";
import { element } from "./editor-tools.js";

const SENT = ["figures", "body", "body_html"];
const MOST = 12; // as series/text/markup/figures.py
const box = document.getElementById("figure-offers");
const field = box?.closest("form").elements.namedItem("figures");
if (field) begin(box, field);

function begin(box, field) {
  const status = box.querySelector("[role=status]");
  const list = element("ul");
  const start = element("button", { type: "button", class: "btn" }, "从正文找数字");
  const all = element("button", { type: "button", class: "btn", hidden: "" }, "全部采用");
  let offers = [];
  box.querySelector("a, noscript")?.remove();
  box.prepend(start, all, list);

  const lines = () =>
    field.value
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);

  function write(wanted) {
    field.value = wanted.join("\n");
    field.rows = Math.max(2, Math.min(wanted.length, MOST));
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function toggle({ line, shown }) {
    const held = lines();
    if (held.includes(line)) {
      write(held.filter((other) => other !== line));
      status.textContent = `已去掉“${shown}”`;
    } else if (held.length >= MOST) {
      status.textContent = `数字最多 ${MOST} 个，放不下“${shown}”`;
    } else {
      write([...held, line]);
      status.textContent = `已采用“${shown}”`;
    }
  }

  function takeAll() {
    const held = lines();
    const fresh = offers.map((offer) => offer.line).filter((line) => !held.includes(line));
    const room = Math.max(0, MOST - held.length);
    write([...held, ...fresh.slice(0, room)]);
    status.textContent =
      fresh.length > room
        ? `数字最多 ${MOST} 个，采用了前 ${room} 个`
        : `已采用 ${fresh.length} 个数字`;
  }

  function show() {
    const held = lines();
    for (const [at, button] of list.querySelectorAll("button").entries())
      button.setAttribute("aria-pressed", String(held.includes(offers[at].line)));
  }

  function itemOf(offer) {
    const button = element("button", { type: "button", class: "btn" }, offer.shown);
    button.addEventListener("click", () => toggle(offer));
    const item = element("li");
    item.append(button);
    if (offer.quote) item.append(element("q", {}, offer.quote));
    return item;
  }

  function propose(found) {
    offers = found;
    list.replaceChildren(...found.map(itemOf));
    all.hidden = found.length < 2;
    show();
  }

  async function look() {
    if (start.hasAttribute("aria-disabled")) return;
    start.setAttribute("aria-disabled", "true");
    status.textContent = "正在找正文里的数字…";
    try {
      const answer = await ask(box.dataset.ask, sent(field.form));
      propose(answer.offers);
      status.textContent = answer.sentence;
      start.textContent = "重新找数字";
    } catch (error) {
      status.textContent = `没有找到：${error.message}`;
    }
    start.removeAttribute("aria-disabled");
  }

  if (box.dataset.offered) {
    propose(JSON.parse(box.dataset.offered));
    status.textContent = "导入时找到的数字：按一下采用，再按一下去掉";
  }
  start.addEventListener("click", look);
  all.addEventListener("click", takeAll);
  field.addEventListener("input", show);
}

function sent(form) {
  const data = new FormData(form);
  return Object.fromEntries(
    SENT.filter((name) => data.has(name)).map((name) => [name, data.get(name)]),
  );
}
