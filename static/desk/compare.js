/* ‹ 上一处 and 下一处 › (also the keys k and j) go on from the change that is being read, and from
   the last to the first; without script they lead to the last and the first. */

const places = [...document.querySelectorAll(".pair[id]")];
const buttons = { "previous-change": -1, "next-change": 1 };
let shown = -1; // the change that was gone to last

function top(place) {
  return Math.round(
    place.getBoundingClientRect().top - parseFloat(getComputedStyle(place).scrollMarginTop),
  );
}

function isInSight(place) {
  const { top: from, bottom: to } = place.getBoundingClientRect();
  return to > 0 && from < innerHeight;
}

/** The change after or before the one being read. The last ones of a page cannot come to its top:
    while the one that was gone to is in sight, that one is being read. */
function next(step) {
  if (shown >= 0 && isInSight(places[shown])) return (shown + step + places.length) % places.length;
  if (step > 0)
    return Math.max(
      places.findIndex((place) => top(place) > 2),
      0,
    );
  const before = places.findLastIndex((place) => top(place) < -2);
  return before < 0 ? places.length - 1 : before;
}

function go(place) {
  place.scrollIntoView();
  place.focus({ preventScroll: true });
}

for (const [id, step] of Object.entries(buttons)) {
  document.getElementById(id)?.addEventListener("click", (event) => {
    if (!places.length) return;
    event.preventDefault();
    shown = next(step);
    go(places[shown]);
  });
}
