/* Toolbars: real buttons, one Tab stop each, arrows between their buttons. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** `groups` hold {label, does(editor), name?, active?(editor), off?(editor), keys?, rare?}; a line stands
   between groups. What is `rare` waits behind 更多 on a narrow screen. */
export function toolbar(editor, { label, groups }) {
  const bar = element("div", { class: "tools", role: "toolbar", "aria-label": label });
  const buttons = [];
  for (const [number, group] of groups.entries()) {
    if (number) bar.append(element("i", { "aria-hidden": "true" }));
    for (const tool of group) {
      const button = buttonFor(editor, tool);
      bar.append(button);
      buttons.push([button, tool]);
    }
  }
  if (groups.flat().some(({ rare }) => rare)) bar.append(moreButton(bar));
  rove(bar);
  return { bar, show: () => buttons.forEach(([button, tool]) => showState(editor, button, tool)) };
}

function moreButton(bar) {
  const button = element(
    "button",
    { type: "button", class: "more", "aria-expanded": "false" },
    "更多",
  );
  button.addEventListener("click", () => {
    const all = bar.classList.toggle("all");
    button.setAttribute("aria-expanded", String(all));
    button.textContent = all ? "收起" : "更多";
  });
  return button;
}

function buttonFor(editor, tool) {
  const button = element(
    "button",
    { type: "button", "aria-label": tool.name ?? tool.label },
    tool.label,
  );
  if (tool.active) button.setAttribute("aria-pressed", "false");
  if (tool.keys) button.setAttribute("aria-keyshortcuts", tool.keys);
  if (tool.rare) button.className = "rare";
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") !== "true")
      afterComposition(editor, () => tool.does(editor));
  });
  return button;
}

/** A word that is being composed is finished before anything touches the text. */
function afterComposition(editor, act) {
  if (!editor.view.composing) {
    act();
    return;
  }
  editor.view.dom.addEventListener("compositionend", () => setTimeout(act, 60), { once: true });
}

function showState(editor, button, { active, off }) {
  if (active) put(button, "aria-pressed", String(active(editor)));
  if (off) put(button, "aria-disabled", String(off(editor)));
}

function put(button, name, value) {
  if (button.getAttribute(name) !== value) button.setAttribute(name, value);
}

/* Before the bar stands in the page, and without layout (in a test), every button counts as shown. */
const isShown = (button) => !button.isConnected || (button.checkVisibility?.() ?? true);

const STEPS = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

function rove(bar) {
  const all = () => [...bar.querySelectorAll("button")].filter(isShown);
  const hold = (held) => all().forEach((button) => (button.tabIndex = button === held ? 0 : -1));
  hold(all()[0]);
  bar.addEventListener("focusin", (event) => hold(event.target));
  bar.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = all();
    const place = buttons.indexOf(document.activeElement) + step;
    const last = buttons.length - 1;
    const next = Number.isFinite(step)
      ? (place + buttons.length) % buttons.length
      : step < 0
        ? 0
        : last;
    buttons[next].focus();
  });
}
