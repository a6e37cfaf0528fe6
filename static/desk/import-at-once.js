/* 导入 Word: where the column is known, choosing the files is the last click. Without it, and without
   script, the button 导入 sends the form. */

for (const form of document.querySelectorAll("form[data-at-once]")) {
  const files = form.querySelector("input[type=file]");
  files.addEventListener("change", () => {
    const column = form.elements.namedItem("column");
    if (files.files.length && (!column || column.value)) form.requestSubmit();
  });
}
