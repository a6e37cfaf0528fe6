// The proof beside the form: drawn when asked for, again after each autosave.
const WIDTHS = [
  ["phone", "手机"],
  ["tablet", "平板"],
  ["desktop", "电脑"],
];

function build(stand) {
  const frame = document.createElement("iframe");
  const bar = document.createElement("div");
  const holder = document.createElement("div");
  const address = stand.dataset.working
    ? `${stand.dataset.preview}?working=1`
    : stand.dataset.preview;
  frame.title = stand.dataset.title;
  frame.loading = "lazy";
  bar.className = "widths";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "预览宽度");

  function show(width) {
    holder.className = `stand ${width}`;
    for (const button of bar.children) {
      button.setAttribute("aria-pressed", String(button.dataset.width === width));
    }
    if (!frame.src) frame.src = address;
  }

  for (const [width, name] of WIDTHS) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.dataset.width = width;
    button.textContent = name;
    button.addEventListener("click", () => show(width));
    bar.append(button);
  }
  holder.append(frame);
  stand.append(bar, holder);
  show("phone");
  document.addEventListener("desk:autosaved", () => {
    // A frame that was refused (the session is over) has no document to read or scroll.
    const place = frame.contentDocument?.defaultView.scrollY ?? 0;
    frame.addEventListener("load", () => frame.contentDocument?.defaultView.scrollTo(0, place), {
      once: true,
    });
    frame.contentWindow.location.replace(address);
  });
}

for (const stand of document.querySelectorAll("[data-preview]")) build(stand);
