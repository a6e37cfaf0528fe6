// 【大 中 小】 without a new page. Everything works without this file.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const button = event.submitter;
  if (!form.matches("form.size") || !button) return;
  event.preventDefault();
  const size = encodeURIComponent(button.value);
  const answer = await fetch(`${form.getAttribute("action")}?size=${size}`, {
    credentials: "same-origin",
    redirect: "manual",
  }).catch(() => null);
  if (!answer) return;
  document.documentElement.dataset.size = button.value;
  for (const other of form.querySelectorAll("button")) {
    other.setAttribute("aria-pressed", String(other === button));
  }
});

// 检索建议 comes with the first touch of a search field: who only reads does not load it.
const { suggestions } = document.currentScript.dataset;
document.addEventListener("focusin", function load({ target }) {
  if (!suggestions || !target.form?.dataset.suggest) return;
  document.removeEventListener("focusin", load);
  document.head.appendChild(document.createElement("script")).src = suggestions;
});
for (const type of ["compositionstart", "compositionend"]) {
  document.addEventListener(type, ({ target }) => {
    target.toggleAttribute("data-composing", type === "compositionstart"); // read by what comes
  });
}
