/* The browser's database at its boundary: the few calls of static/desk/unsent-store.js. What one
   page stores another of the same `rows` finds, as windows of one browser do. */

function answered(result) {
  const asked = { result };
  queueMicrotask(() => asked.onsuccess?.());
  return asked;
}

function transactionOn(rows) {
  const work = { objectStore: () => store };
  const done = (result) => {
    setImmediate(() => work.oncomplete?.());
    return { result };
  };
  const store = {
    put: (row) => done(void rows.set(row.page, structuredClone(row))),
    delete: (page) => done(void rows.delete(page)),
    getAll: () => done([...rows.values()].map((row) => structuredClone(row))),
  };
  return work;
}

/** Give the window a database with these rows (a Map by page), and locks by name. */
export function withDatabase(window, rows = new Map(), locks = new Set()) {
  window.indexedDB = { open: () => answered({ transaction: () => transactionOn(rows) }) };
  Object.defineProperty(window.navigator, "locks", {
    value: {
      request: (name) => void locks.add(name),
      query: async () => ({ held: [...locks].map((name) => ({ name })) }),
    },
  });
  return rows;
}
