/* A page of the site in jsdom, with the real scripts of static/ run in its window. What a browser
   does outside the page stands at the boundary: time (clock.mjs), the network (network.mjs), where
   a link or a form leads, and what jsdom does not draw. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterEach } from "node:test";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

import { JSDOM, ResourceLoader, VirtualConsole } from "jsdom";

import { clockOf } from "./clock.mjs";
import { networkOf } from "./network.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const SCRIPTS = process.env.CHAMBER_SCRIPTS ?? join(ROOT, "static");
const LIBRARY = "/static/django_prose_editor/";
export const ADDRESS = "https://chamber.test/desk/articles/7/";
const opened = [];

/* What a script throws in a listener must not pass unseen. */
afterEach(() => {
  const faults = opened.flatMap(({ faults }) => faults);
  for (const { dom } of opened.splice(0)) dom.window.close();
  assert.deepEqual(faults, []);
});

/** The file of an address below /static/. */
function fileOf(address) {
  const { pathname } = new URL(address, ADDRESS);
  if (pathname.startsWith(LIBRARY))
    return join(process.env.CHAMBER_PROSE_EDITOR, pathname.slice(LIBRARY.length));
  assert.ok(pathname.startsWith("/static/"), `no script of this site: ${pathname}`);
  return join(SCRIPTS, pathname.slice("/static/".length));
}

class Files extends ResourceLoader {
  fetch(address, { element }) {
    return element?.localName === "script" ? Promise.resolve(readFileSync(fileOf(address))) : null;
  }
}

/** The markup, after a look that `template` has each of its ids, classes and data attributes. */
export function mirror(template, markup) {
  const source = readFileSync(join(ROOT, "templates", template), "utf8");
  const has = (word) => new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(source);
  for (const [, name] of markup.matchAll(/\s(data-[\w-]+)/g))
    assert.ok(has(name), `${template}: ${name}`);
  for (const [, words] of markup.matchAll(/\s(?:id|class|data-do)="([^"]+)"/g))
    for (const word of words.split(" ")) assert.ok(has(word), `${template}: ${word}`);
  return markup;
}

/** A page with `body`. `before(window)` gives the browser what it has before any script runs. */
export function open(body, { before = () => {}, head = "", address = ADDRESS, agent } = {}) {
  const [faults, warnings, went] = [[], [], []];
  const virtualConsole = new VirtualConsole();
  virtualConsole.on("jsdomError", (fault) => faults.push(fault.detail ?? fault));
  virtualConsole.on("warn", (...words) => warnings.push(words.join(" ")));
  let [clock, network] = [];
  const dom = new JSDOM(`<!doctype html><html><head>${head}</head><body>${body}</body></html>`, {
    ...{ url: address, runScripts: "dangerously", virtualConsole },
    resources: new Files(agent ? { userAgent: agent } : {}),
    beforeParse(window) {
      clock = clockOf(window);
      network = networkOf(window, clock);
      furnish(window);
      before(window);
    },
  });
  opened.push({ dom, faults });
  const { window } = dom;
  const { document } = window;
  leadNowhere(window, went);
  return {
    ...{ window, document, clock, network, faults, warnings, went },
    find: (selector) => document.querySelector(selector),
    all: (selector) => [...document.querySelectorAll(selector)],
    texts: (selector) => [...document.querySelectorAll(selector)].map(textOf),
    button: (name, within = document) => buttonCalled(within, name),
    run: moduleRunner(dom),
    tell: (target, type, facts = {}) => tell(window, target, type, facts),
    press: (target, key, facts = {}) => tell(window, target, "keydown", { key, ...facts }),
    type(field, text) {
      field.value = text;
      tell(window, field, "input", {});
    },
  };
}

/* Where a link or a form would lead, if no script prevented it: an address, or a form's button. */
function leadNowhere(window, went) {
  window.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented) return;
    went.push(link.getAttribute("href"));
    event.preventDefault();
  });
  window.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    went.push(event.submitter ? event.submitter.name || textOf(event.submitter) : "");
    event.preventDefault();
  });
  window.HTMLFormElement.prototype.submit = function submit() {
    went.push(new URLSearchParams([...new window.FormData(this)]).toString());
  };
}

const textOf = (node) => node.textContent.replace(/\s+/g, " ").trim();

function buttonCalled(within, name) {
  const called = (one) => (one.getAttribute("aria-label") ?? (textOf(one) || one.value)) === name;
  const found = [...within.querySelectorAll("button, input[type=submit]")].filter(called);
  assert.equal(found.length, 1, `one button is called ${name}`);
  return found[0];
}

/* Dialogs that open, and a screen on which everything that is not hidden has its place. */
function furnish(window) {
  const { Element, HTMLDialogElement, HTMLElement, Range } = window;
  const nowhere = () => ({
    top: 0,
    left: 0,
    bottom: 0,
    right: 0,
    width: 0,
    height: 0,
    x: 0,
    y: 0,
  });
  window.brought = [];
  window.scrollTo = window.scrollBy = () => {};
  Element.prototype.scrollIntoView = function scrollIntoView() {
    window.brought.push(this);
  };
  Object.defineProperty(HTMLElement.prototype, "offsetParent", {
    get() {
      return this.closest("[hidden]") ? null : this.parentElement;
    },
  });
  HTMLDialogElement.prototype.showModal = function showModal() {
    assert.ok(!this.open, "a dialog that is open cannot be opened");
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    if (!this.open) return;
    this.open = false;
    this.dispatchEvent(new window.Event("close"));
  };
  Range.prototype.getClientRects = () => [];
  Range.prototype.getBoundingClientRect = nowhere;
}

let library;

/* The prose editor's library is half a megabyte: compiled once, not once a page. (Scripts that
   import while they run cannot be kept: V8 forgets who asks.) */
function compiled(file, options) {
  const source = readFileSync(file, "utf8");
  if (!file.startsWith(process.env.CHAMBER_PROSE_EDITOR ?? "\0"))
    return new vm.SourceTextModule(source, options);
  const made = new vm.SourceTextModule(source, { ...options, cachedData: library });
  library ??= made.createCachedData();
  return made;
}

/* Modules in the window's own world, linked as a browser links them, each once a page. */
function moduleRunner(dom) {
  const context = dom.getInternalVMContext();
  const known = new Map();
  function moduleAt(file) {
    const importModuleDynamically = (address) => evaluated(fileOf(address));
    if (!known.has(file))
      known.set(file, compiled(file, { context, identifier: file, importModuleDynamically }));
    return known.get(file);
  }
  const linked = (specifier, { identifier }) => moduleAt(resolve(dirname(identifier), specifier));
  async function evaluated(file) {
    const made = moduleAt(file);
    if (made.status === "unlinked") await made.link(linked);
    await made.evaluate();
    return made;
  }
  /** Run scripts of static/ in their order, or one at its address; what the last one exports. */
  return async function run(...scripts) {
    let made;
    for (const script of scripts)
      made = await evaluated(script.startsWith("/") ? fileOf(script) : join(SCRIPTS, script));
    return made.namespace;
  };
}

const KINDS = {
  key: "KeyboardEvent",
  inp: "InputEvent",
  com: "CompositionEvent",
  mou: "MouseEvent",
  poi: "MouseEvent",
};

/** Dispatch an event; whether the browser may still do its own part. */
function tell(window, target, type, facts) {
  const kind = KINDS[type.slice(0, 3)] ?? "Event";
  const event = new window[kind](type, { bubbles: true, cancelable: true, ...facts });
  for (const [name, value] of Object.entries(facts))
    if (event[name] !== value) Object.defineProperty(event, name, { value });
  return target.dispatchEvent(event);
}
