// Copy buttons of 成品: text, or the WeChat article as HTML with its text beside it.

const textOf = (id) => {
  const source = document.getElementById(id);
  return "value" in source ? source.value : source.textContent;
};

// A WeChat article has its text beside it, so that nothing is parsed here: parsing its inline
// styles would break this page's own policy.
function sorts({ copy, plain }) {
  if (!plain) return { "text/plain": textOf(copy) };
  return { "text/html": textOf(copy), "text/plain": textOf(plain) };
}

async function write(given) {
  const items = Object.entries(given).map(([type, text]) => [type, new Blob([text], { type })]);
  await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(items))]);
}

// The event of a copy command takes the data as they are. It is what pages without HTTPS have, and
// the way of HTML: `write` parses it first, under this page's policy, which knows no inline styles.
function command(given) {
  const take = (event) => {
    for (const [type, text] of Object.entries(given)) event.clipboardData.setData(type, text);
    event.preventDefault();
  };
  document.addEventListener("copy", take, { once: true });
  const range = document.createRange();
  range.selectNodeContents(document.querySelector("h1"));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  const done = document.execCommand("copy");
  document.removeEventListener("copy", take);
  getSelection().removeAllRanges();
  return done;
}

async function copy(given) {
  if ("text/html" in given && command(given)) return true;
  try {
    await write(given);
    return true;
  } catch {
    return command(given);
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  told.className = "copied";
  button.after(told);
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copy(sorts(button.dataset));
    told.textContent = done ? "已复制" : "浏览器不允许复制，请选中文字后手工复制";
    setTimeout(() => (told.textContent = ""), 4000);
  });
}
