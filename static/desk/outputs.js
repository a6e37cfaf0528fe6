// Copy buttons of 成品: text, or the WeChat article as HTML with its text beside it.

function plainOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const block of page.querySelectorAll("p,li,tr,h2,h3,h4,br")) block.append("\n");
  return page.body.textContent.replace(/\n{3,}/g, "\n\n").trim();
}

function sorts(source, rich) {
  const text = "value" in source ? source.value : source.textContent;
  return rich ? { "text/html": text, "text/plain": plainOf(text) } : { "text/plain": text };
}

async function write(given) {
  const items = Object.entries(given).map(([type, text]) => [type, new Blob([text], { type })]);
  await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(items))]);
}

// Pages without HTTPS have no clipboard of their own: the event of a copy command takes the data.
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
    const source = document.getElementById(button.dataset.copy);
    const done = await copy(sorts(source, "rich" in button.dataset));
    told.textContent = done ? "已复制" : "浏览器不允许复制，请选中文字后手工复制";
    setTimeout(() => (told.textContent = ""), 4000);
  });
}
