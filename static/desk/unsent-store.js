/* What the server does not have yet, in the browser's own database: one row for each open form,
   by person. Log-out clears them. Decision 116. */

const NAME = "desk-unsent";
const ROWS = "forms";
let opened;

function database() {
  opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(ROWS, { keyPath: "page" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  return opened;
}

async function run(mode, does) {
  const work = (await database()).transaction(ROWS, mode);
  const asked = does(work.objectStore(ROWS));
  return new Promise((done, failed) => {
    work.oncomplete = () => done(asked.result);
    work.onabort = work.onerror = () => failed(work.error);
  });
}

/** Store {page, writer, fields, …} in place of what the form of this name had. */
export const put = (row) => run("readwrite", (rows) => rows.put(row));
export const remove = (page) => run("readwrite", (rows) => rows.delete(page));
const all = () => run("readonly", (rows) => rows.getAll());

/** The rows of one person, newest first. */
export async function rowsOf(writer) {
  const rows = (await all()).filter((row) => row.writer === writer);
  return rows.sort((one, other) => other.at - one.at);
}

/** The same without those of forms that are still open. */
export async function closedRows(writer) {
  const [rows, open] = [await rowsOf(writer), await openForms()];
  return rows.filter((row) => !open.has(row.page));
}

export async function clear(writer) {
  for (const row of await rowsOf(writer)) await remove(row.page);
}

/* A form that is open in another window sends its words itself. */
const lockOf = (page) => `desk-form-${page}`;

export function holdOpen(page) {
  return navigator.locks?.request(lockOf(page), () => new Promise(() => {}));
}

async function openForms() {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.map(({ name }) => name.replace(/^desk-form-/, "")));
}
