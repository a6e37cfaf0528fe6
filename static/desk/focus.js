/* The focus of a picture: where the eye must land when it is cropped. Set by a click, by the arrow
   keys or by the two numbers, which are what is sent and work without this script. */

const STEP = 1;
const LONG_STEP = 10;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const inside = (value) => Math.min(100, Math.max(0, Math.round(value)));

/** Tie a picture (.focus) to its two number fields. Returns what moves the mark from outside. */
export function focusOn(box, { x, y }) {
  const picture = box.querySelector(".focus-picture");
  const mark = picture.appendChild(markOf());

  function show() {
    const [left, top] = [inside(x.value), inside(y.value)];
    box.style.setProperty("--x", `${left}%`);
    box.style.setProperty("--y", `${top}%`);
    mark.setAttribute("aria-valuenow", left);
    mark.setAttribute("aria-valuetext", `左起 ${left}%，上起 ${top}%`);
  }

  function move(left, top) {
    x.value = inside(left);
    y.value = inside(top);
    show();
  }

  picture.addEventListener("pointerdown", (event) => {
    const frame = picture.getBoundingClientRect();
    move(
      (100 * (event.clientX - frame.left)) / frame.width,
      (100 * (event.clientY - frame.top)) / frame.height,
    );
    mark.focus();
    event.preventDefault();
  });
  mark.addEventListener("keydown", (event) => {
    const way = MOVES[event.key];
    if (!way) return;
    const step = event.shiftKey ? LONG_STEP : STEP;
    move(Number(x.value) + way[0] * step, Number(y.value) + way[1] * step);
    event.preventDefault();
  });
  for (const field of [x, y]) field.addEventListener("input", show);
  show();
  return move;
}

function markOf() {
  const mark = document.createElement("span");
  mark.className = "focus-mark";
  const facts = {
    tabindex: "0",
    role: "slider",
    "aria-label": "焦点，用方向键移动",
    "aria-valuemin": "0",
    "aria-valuemax": "100",
  };
  for (const [name, value] of Object.entries(facts)) mark.setAttribute(name, value);
  return mark;
}

for (const box of document.querySelectorAll("[data-focus]")) {
  const [x, y] = [box.dataset.x, box.dataset.y].map((id) => document.getElementById(id));
  if (x && y) focusOn(box, { x, y });
}
