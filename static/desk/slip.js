// The button that prints the 稿签; without script the browser's own command does.

const button = document.querySelector("button[data-print]");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
