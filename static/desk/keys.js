/* Keyboard shortcuts of the desk. Every one is also a link or a button: this file only presses
   them. Single keys rest while somebody types or composes Chinese, and can be switched off. */

const STORE = "desk-keys";
const PATIENCE = 1500; /* milliseconds between the two keys of a pair */
const ROWS = ".queue > li, #result_list > tbody > tr, .notices > li, .diff > .pair";
const TYPING =
  "input:not([type=checkbox]):not([type=radio]):not([type=submit]), textarea, select, [contenteditable]:not([contenteditable=false])";

const sheet = document.getElementById("keys-sheet");
let pending = "";
let timer = 0;

function remembered() {
  try {
    return localStorage.getItem(STORE);
  } catch {
    return null;
  }
}

function remember(on) {
  try {
    if (on) localStorage.removeItem(STORE);
    else localStorage.setItem(STORE, "off");
  } catch {
    /* without storage the switch lasts as long as the page */
  }
}

let singleKeys = remembered() !== "off";

function composing(event) {
  return event.isComposing || event.keyCode === 229;
}

function openSheet() {
  if (sheet && !sheet.open) sheet.showModal();
}

function search() {
  const box = document.getElementById("searchbar") || document.getElementById("desk-search");
  if (!box || !box.offsetParent) return false;
  box.focus();
  box.select();
  return true;
}

function row(step) {
  const rows = [...document.querySelectorAll(ROWS)].filter((one) => one.querySelector("a[href]"));
  if (!rows.length) return false;
  const here = rows.findIndex((one) => one.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step;
  if (next < 0 || next >= rows.length) return true;
  rows[next].querySelector("h3 a, .field-title a, th a, a[href]").focus();
  rows[next].scrollIntoView({ block: "nearest" });
  return true;
}

/** In a text with marked changes the same keys walk through these. */
function change(selector) {
  const button = document.querySelector(`.proof ${selector}`);
  button?.click();
  return Boolean(button);
}

function follow(keys) {
  const link = sheet && sheet.querySelector(`a[data-keys="${keys}"]`);
  if (link) link.click();
  return Boolean(link);
}

function save() {
  const button = document.querySelector(
    "#content-main form [name=_continue], #content-main form [name=_save]",
  );
  if (!button) return false;
  button.form.requestSubmit(button);
  return true;
}

/** The text that is being written goes its next step; a form of one button is sent; of several the
    main one is only gone to: what it does may be for good. */
function submitForm(field) {
  const form = field.closest("form");
  if (!form) return false;
  const buttons = [...form.elements].filter(({ type, disabled }) => type === "submit" && !disabled);
  const main = buttons.find((button) => button.matches(".main, .default"));
  if (buttons.length === 1 || (main && form.querySelector(".action-bar")))
    form.requestSubmit(main ?? buttons[0]);
  else if (buttons.length) (main ?? buttons[0]).focus();
  return buttons.length > 0;
}

function withControl(event) {
  if (event.altKey || event.shiftKey) return false;
  if (event.key.toLowerCase() === "s") return save();
  if (event.key === "Enter") return submitForm(event.target);
  return false;
}

function single(key) {
  if (pending) {
    const keys = `${pending} ${key}`;
    pending = "";
    return follow(keys);
  }
  if (key === "g") {
    pending = key;
    clearTimeout(timer);
    timer = setTimeout(() => {
      pending = "";
    }, PATIENCE);
    return true;
  }
  if (key === "?") {
    openSheet();
    return true;
  }
  if (key === "/") return search();
  if (key === "j") return change("#next-change") || row(1);
  if (key === "k") return change("#previous-change") || row(-1);
  return key.length === 1 && follow(key);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || composing(event)) return;
  const control = event.ctrlKey || event.metaKey;
  if (control) {
    if (withControl(event)) event.preventDefault();
    return;
  }
  if (event.altKey || !singleKeys || event.target.closest(TYPING) || (sheet && sheet.open)) return;
  if (/^[a-z?/]$/.test(event.key) && single(event.key)) event.preventDefault();
});

const link = document.getElementById("keys-link");
if (link && sheet) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openSheet();
  });
}
const toggle = document.getElementById("keys-on");
if (toggle) {
  toggle.checked = singleKeys;
  toggle.addEventListener("change", () => {
    singleKeys = toggle.checked;
    remember(singleKeys);
  });
}
