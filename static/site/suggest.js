// 检索建议. Without it or an answer the forms work as they are.
const REST = 140; // ms
const MOVES = { ArrowDown: 1, ArrowUp: -1 };

function set(node, traits) {
  for (const key in traits) node.setAttribute(key, traits[key]);
  return node;
}

function add(parent, name, traits, text = "") {
  const node = set(document.createElement(name), traits);
  node.textContent = text;
  return parent.appendChild(node);
}

function enhance(form) {
  const input = form.elements.q;
  const id = `${input.id}-list`;
  const list = add(form, "ul", {
    id,
    role: "listbox",
    class: "suggestions",
    "aria-label": "检索建议",
    hidden: "",
  });
  const status = add(form, "p", { class: "sr", role: "status" });
  let found = [];
  let answered = "";
  let at = -1;
  let timer = 0;
  let asking = null;
  let composing = "composing" in input.dataset;

  set(input, { role: "combobox", autocomplete: "off" });
  set(input, { "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": false });

  function mark(place) {
    if (at >= 0) set(list.children[at], { "aria-selected": false });
    at = place;
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    const option = set(list.children[at], { "aria-selected": true });
    set(input, { "aria-activedescendant": option.id });
    option.scrollIntoView({ block: "nearest" });
  }

  function open(isOpen) {
    mark(-1);
    list.hidden = !isOpen || !found.length || document.activeElement !== input;
    set(input, { "aria-expanded": !list.hidden });
    status.textContent = list.hidden ? "" : `有 ${found.length} 条建议`;
  }

  function wait() {
    clearTimeout(timer);
    asking?.abort();
  }

  const close = () => {
    wait();
    open(false);
  };

  function show(line, suggestions) {
    open(false);
    [answered, found] = [line, suggestions];
    list.replaceChildren();
    found.forEach(({ text, note }, n) => {
      const option = add(list, "li", { id: id + n, role: "option", "aria-selected": false });
      add(option, "span", {}, text);
      if (note) add(option, "small", {}, note);
    });
    open(true);
  }

  async function ask() {
    wait();
    const line = input.value.trim();
    const { signal } = (asking = new AbortController());
    let suggestions;
    if (line) {
      const address = `${form.dataset.suggest}?q=${encodeURIComponent(line)}`;
      const answer = fetch(address, { signal, credentials: "omit" });
      ({ suggestions } = await answer.then((found) => found.json()).catch(() => ({})));
    }
    if (!signal.aborted) show(line, suggestions ?? []);
  }

  function askLater() {
    wait();
    if (composing) open(false);
    else timer = setTimeout(ask, REST);
  }

  function choose({ text, url }) {
    close();
    if (url) return location.assign(url);
    input.value = text;
    form.submit();
  }

  function move(step) {
    if (answered !== input.value.trim()) return ask();
    if (list.hidden) open(true);
    const places = found.length + 1; // the field is one
    if (!list.hidden) mark(((at + 1 + step + places) % places) - 1);
  }

  const compose = (now) => {
    composing = now;
    askLater();
  };
  input.addEventListener("compositionstart", () => compose(true));
  input.addEventListener("compositionend", () => compose(false));
  input.oninput = askLater;
  input.onblur = close;
  input.onkeydown = (event) => {
    if (composing || event.keyCode === 229) return;
    if (event.key in MOVES) move(MOVES[event.key]);
    else if (event.key === "Enter" && at >= 0) choose(found[at]);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  };
  form.onsubmit = close;
  list.onmousedown = (event) => event.preventDefault(); // the field keeps focus
  list.onclick = ({ target }) => {
    const place = [...list.children].indexOf(target.closest("li"));
    if (place >= 0) choose(found[place]);
  };
  if (input.value && input === document.activeElement) askLater();
}

document.querySelectorAll("form[data-suggest]").forEach(enhance);
