// 常用意见: picking one fills the opinion, where it can still be changed.

const form = document.querySelector("form[data-verdict]");
const canned = form?.elements.namedItem("canned");
if (canned) {
  const words = form.elements.namedItem("words");
  let filled = "";
  canned.addEventListener("change", () => {
    const text = canned.value ? canned.selectedOptions[0].textContent : "";
    const typed = words.value.trim();
    if (typed && typed !== filled) {
      words.value = text ? `${typed}\n${text}` : typed;
    } else {
      words.value = text;
    }
    filled = text;
    words.focus();
  });
}
