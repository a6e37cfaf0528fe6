/* The shelf of stored pictures: searched by their words, shown page by page. */

const PAUSE = 250;

export function library(box, { address, chosen }) {
  const search = box.querySelector("[type=search]");
  const status = box.querySelector("[role=status]");
  const list = box.querySelector(".thumbs");
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
      status.textContent = "图库没有回答，请稍后再试。";
      return;
    }
    if (first) list.replaceChildren();
    list.append(...answer.pictures.map((picture) => itemOf(picture, chosen)));
    following = answer.next;
    further.hidden = !following;
    status.textContent = answer.count
      ? `共 ${answer.count} 张`
      : search.value.trim()
        ? "没有这样的图片，换个词试试。"
        : "图库还是空的。";
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
