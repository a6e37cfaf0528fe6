/* ‹ 上一处 and 下一处 › go on from the change that is being read; without script they lead to the
   last and the first. */

const places = [...document.querySelectorAll(".pair[id]")];
const buttons = {
  "previous-change": () => places.findLast((place) => top(place) < -2),
  "next-change": () => places.find((place) => top(place) > 2),
};

function top(place) {
  return Math.round(
    place.getBoundingClientRect().top - parseFloat(getComputedStyle(place).scrollMarginTop),
  );
}

function go(place) {
  if (!place) return;
  place.scrollIntoView();
  place.focus({ preventScroll: true });
}

for (const [id, found] of Object.entries(buttons)) {
  document.getElementById(id)?.addEventListener("click", (event) => {
    const place = found();
    if (!place) return;
    event.preventDefault();
    go(place);
  });
}
