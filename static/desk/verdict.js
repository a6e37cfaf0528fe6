// 常用意见: picking one fills the opinion of its form, where it can still be changed.

for (const form of document.querySelectorAll("form[data-verdict]")) {
  const words = form.elements.namedItem("words");
  let filled = "";
  form.addEventListener("change", (event) => {
    if (event.target.name !== "canned") return;
    const text = event.target.closest("label").textContent.trim();
    const typed = words.value.trim();
    words.value = typed && typed !== filled ? `${typed}\n${text}` : text;
    filled = text;
    // What stands in the field is what is sent: the choice itself is no longer needed.
    event.target.checked = false;
    words.dispatchEvent(new Event("input", { bubbles: true }));
    words.focus();
  });
}
