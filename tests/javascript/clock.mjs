/* The time of one page. node's own mock timers came after Node 18.16, with another signature in each
   line since, and would also stop jsdom's own work; here only what the page asked for stands still. */

/** Put a clock that stands still into the window; `pass` lets milliseconds go by. */
export function clockOf(window) {
  const waiting = new Map();
  let now = 0;
  let last = 0;
  const set = (act, delay, every) => {
    waiting.set((last += 1), { act, at: now + Math.max(0, delay), every });
    return last;
  };
  const clear = (number) => void waiting.delete(number);
  window.setTimeout = (act, delay = 0, ...given) => set(() => act(...given), delay, 0);
  window.setInterval = (act, delay = 0, ...given) => set(() => act(...given), delay, delay);
  window.clearTimeout = clear;
  window.clearInterval = clear;
  window.requestAnimationFrame = (act) => set(() => act(now), 16, 0);
  window.cancelAnimationFrame = clear;

  /** The next thing that is due by `end`, in the order of time, then of asking. */
  function due(end) {
    const ready = [...waiting].filter(([, { at }]) => at <= end);
    return ready.sort(([one, a], [other, b]) => a.at - b.at || one - other)[0];
  }

  async function pass(milliseconds) {
    const end = now + milliseconds;
    await settle();
    for (let next = due(end); next; next = due(end)) {
      const [number, timer] = next;
      now = timer.at;
      if (timer.every) timer.at += timer.every;
      else waiting.delete(number);
      timer.act();
      await settle();
    }
    now = end;
  }
  return { pass, timeout: (act, delay) => set(act, delay, 0) };
}

/** Every promise that can be kept without the outside has been kept. */
export const settle = () => new Promise((done) => setImmediate(done));

/** Wait for work of jsdom itself (files that are read); run.py ends a vain wait. */
export async function until(holds) {
  while (!holds()) await settle();
}
