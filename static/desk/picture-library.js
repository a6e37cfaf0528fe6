/* The shelf of stored pictures, or attachments: searched by their words, shown page by page. */

const PAUSE = 250;
const PICTURES = { count: "张", none: "没有这样的图片，换个词试试。", empty: "图库还是空的。" };

/** `item` makes the list item of a row; without it a picture is shown and `chosen` by a click. */
export function library(
  box,
  {
    address,
    chosen,
    name = "pictures",
    list = box.querySelector(".thumbs"),
    item = (picture) => itemOf(picture, chosen),
    words = PICTURES,
  },
) {
  const search = box.querySelector("[type=search]");
  const status = box.querySelector("[role=status]");
  const further = box.querySelector("[data-do=more]");
  let following = null;
  let asked = 0;
  let soon;

  async function load(page, { first = false } = {}) {
    const number = ++asked;
    const query = new URLSearchParams({ q: search.value.trim(), page });
    const answer = await fetch(`${address}?${query}`)
      .then((reply) => (reply.ok ? reply.json() : null))
      .catch(() => null);
    if (number !== asked) return;
    if (!answer) {
      status.textContent = "服务器没有回答，请稍后再试。";
      return;
    }
    if (first) list.replaceChildren();
    list.append(...answer[name].map(item));
    following = answer.next;
    further.hidden = !following;
    status.textContent = answer.count
      ? `共 ${answer.count} ${words.count}`
      : search.value.trim()
        ? words.none
        : words.empty;
  }

  search.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(soon);
    soon = setTimeout(() => load(1, { first: true }), PAUSE);
  });
  search.addEventListener("compositionend", () => load(1, { first: true }));
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) event.preventDefault();
  });
  return { open: () => load(1, { first: true }), more: () => following && load(following) };
}

function itemOf(picture, chosen) {
  const item = document.createElement("li");
  const button = item.appendChild(document.createElement("button"));
  button.type = "button";
  const image = button.appendChild(document.createElement("img"));
  image.src = picture.small;
  image.alt = "";
  image.loading = "lazy";
  const words = button.appendChild(document.createElement("span"));
  words.textContent = picture.alt || "缺替代文字";
  if (!picture.alt) words.className = "late";
  button.addEventListener("click", () => chosen(picture));
  return item;
}
