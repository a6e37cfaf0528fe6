// The numbers of the wall, every few seconds; the page itself loads anew each minute.
const { count } = document.currentScript.dataset;

setInterval(async () => {
  try {
    const answer = await fetch(count, { signal: AbortSignal.timeout(5000) });
    if (answer.status === 410) location.reload();
    const { came, places } = await answer.json();
    document.querySelector("[data-came]").textContent = came;
    document.querySelector("[data-places]").textContent = places;
    Object.assign(document.querySelector("meter"), { max: Math.max(places, 1), value: came });
  } catch {
    // The next round tries again.
  }
}, 5000);
