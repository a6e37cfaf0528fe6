// Buttons with data-copy put the words of the named element on the clipboard and say so.

const RESTS = 3000;

async function copy(button) {
  const words = document.querySelector(button.dataset.copy).textContent.trim();
  const name = button.textContent;
  try {
    await navigator.clipboard.writeText(words);
    button.textContent = "已复制";
  } catch {
    button.textContent = "没能复制，请手选";
  }
  setTimeout(() => {
    button.textContent = name;
  }, RESTS);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", () => copy(button));
}
