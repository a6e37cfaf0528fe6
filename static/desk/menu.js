// The menu of the person in the header: closed by Escape, and by a click beside it.

const menu = document.querySelector("details.me");

function close(event) {
  if (menu.open && !menu.contains(event.target)) {
    menu.open = false;
  }
}

function escape(event) {
  if (event.key === "Escape" && menu.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
}

if (menu) {
  document.addEventListener("click", close);
  document.addEventListener("focusin", close);
  document.addEventListener("keydown", escape);
}
