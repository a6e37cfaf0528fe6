/* 建议话题: asks the server about the text as it stands in the form. Each topic is a button that puts
   it into the field and, pressed again, takes it out; what is typed there shows on the buttons. */
import { ask } from "./asking.js";
import { element } from "./editor-tools.js";

const SENT = ["headline", "tags", "body", "body_html"];
const SEPARATORS = /[,，、;；\n\t\u3000]+/; // as series/text/language/tag_names.py
const box = document.getElementById("topics");
const field = box?.closest("form").elements.namedItem("tags");
if (field) begin(box, field);

function begin(box, field) {
  const status = box.querySelector("[role=status]");
  const list = element("ul");
  const start = element("button", { type: "button", class: "btn" }, "建议话题");
  box.querySelector("a, noscript")?.remove();
  box.prepend(start, list);

  const names = () =>
    field.value
      .split(SEPARATORS)
      .map((name) => name.trim())
      .filter(Boolean);

  function write(wanted) {
    field.value = wanted.join("，");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function toggle(name) {
    const chosen = names();
    if (chosen.includes(name)) {
      write(chosen.filter((other) => other !== name));
      status.textContent = `已去掉“${name}”`;
    } else if ([...chosen, name].join("，").length > field.maxLength) {
      status.textContent = `“话题”一栏最多 ${field.maxLength} 字，放不下“${name}”`;
    } else {
      write([...chosen, name]);
      status.textContent = `已加入“${name}”`;
    }
  }

  function show() {
    const chosen = names();
    for (const button of list.querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(chosen.includes(button.textContent)));
  }

  function itemOf(name) {
    const button = element("button", { type: "button", class: "btn" }, name);
    button.addEventListener("click", () => toggle(name));
    const item = element("li");
    item.append(button);
    return item;
  }

  async function propose() {
    if (start.hasAttribute("aria-disabled")) return;
    start.setAttribute("aria-disabled", "true");
    status.textContent = "正在找合适的话题…";
    try {
      const { topics, sentence } = await ask(box.dataset.ask, sent(field.form));
      offer(topics);
      status.textContent = sentence;
      start.textContent = "重新建议";
    } catch (error) {
      status.textContent = `没有建议：${error.message}`;
    }
    start.removeAttribute("aria-disabled");
  }

  function offer(topics) {
    list.replaceChildren(...topics.map(itemOf));
    show();
  }

  if (box.dataset.offered) {
    offer(JSON.parse(box.dataset.offered));
    status.textContent = "导入时建议的话题：按一下加入，再按一下去掉";
  }
  start.addEventListener("click", propose);
  field.addEventListener("input", show);
}

function sent(form) {
  const data = new FormData(form);
  return Object.fromEntries(
    SENT.filter((name) => data.has(name)).map((name) => [name, data.get(name)]),
  );
}
