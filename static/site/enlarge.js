// 放大图片: a picture of the text opens over the page, whole; arrows lead to the next, Esc back.
// Without this file the link leads to the picture's own file.
const links = [...document.querySelectorAll("a.enlarge")];
let at = 0;

const dialog = document.createElement("dialog");
dialog.className = "enlarged";
dialog.setAttribute("aria-label", "放大的图片");
const figure = dialog.appendChild(document.createElement("figure"));
const frame = figure.appendChild(document.createElement("div"));
const picture = frame.appendChild(document.createElement("img"));
const words = figure.appendChild(document.createElement("figcaption"));
const ways = dialog.appendChild(document.createElement("p"));
const [previous, place, next, close] = [
  button("上一张", () => show(at - 1)),
  document.createElement("span"),
  button("下一张", () => show(at + 1)),
  button("关闭", () => dialog.close()),
];
place.setAttribute("role", "status");
ways.append(previous, place, next, close);

function button(name, act) {
  const one = document.createElement("button");
  one.type = "button";
  one.textContent = name;
  one.addEventListener("click", act);
  return one;
}

function show(index) {
  at = Math.min(Math.max(index, 0), links.length - 1);
  const shown = links[at].querySelector("img");
  picture.src = links[at].href;
  picture.alt = shown.alt;
  frame.className = ["tall", "long"].find((shape) => links[at].classList.contains(shape)) ?? "";
  frame.tabIndex = frame.className ? 0 : -1;
  frame.scrollTo(0, 0);
  const caption = links[at].closest("figure")?.querySelector("figcaption");
  words.textContent = caption?.textContent ?? "";
  words.hidden = !words.textContent;
  place.textContent = `第 ${at + 1} 张，共 ${links.length} 张`;
  for (const way of [previous, place, next]) way.hidden = links.length < 2;
  previous.toggleAttribute("aria-disabled", at === 0);
  next.toggleAttribute("aria-disabled", at === links.length - 1);
}

dialog.addEventListener("keydown", ({ key }) => {
  const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[key];
  const ends = { Home: 0, End: links.length - 1 };
  if (document.activeElement === frame) return; // the keys move the poster or the panorama
  if (step) show(at + step);
  else if (key in ends) show(ends[key]);
});
// A swipe leads on, unless the picture is enlarged by two fingers or moves sideways itself.
let from = null;
dialog.addEventListener("touchstart", ({ touches }) => {
  const whole = (window.visualViewport?.scale ?? 1) <= 1.01;
  from = whole && touches.length === 1 && frame.className !== "long" ? touches[0] : null;
});
dialog.addEventListener("touchend", ({ changedTouches: [to] }) => {
  if (!from) return;
  const [across, down] = [to.clientX - from.clientX, to.clientY - from.clientY];
  if (Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(down)) show(at - Math.sign(across));
  from = null;
});
dialog.addEventListener("click", ({ target }) => {
  if (target === dialog || target === frame || target === picture) dialog.close();
});
dialog.addEventListener("close", () => {
  picture.removeAttribute("src");
  links[at].focus();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.enlarge");
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!link || elsewhere || event.button !== 0) return;
  event.preventDefault();
  if (!dialog.isConnected) document.body.append(dialog);
  show(links.indexOf(link));
  dialog.showModal();
  close.focus();
});
