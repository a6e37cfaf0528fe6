/* The folded lines beside the text say their value while it is typed; the server said it first. */
const filled = (area) => area.value.split("\n").filter((line) => line.trim()).length;
const chosen = (select) => (select.value ? select.selectedOptions[0].textContent.trim() : "");
const counted = (number, unit, none) => (number ? `${number} ${unit}` : none);
const joined = (...parts) => parts.filter(Boolean).join("，");

const SAYS = {
  credits: ({ source, author, editor }) =>
    joined(chosen(source), author?.value.trim(), editor.value.trim()) || "不注明",
  series: ({ series, number }) =>
    joined(chosen(series), number.value && `第 ${number.value} 期`) || "不属于系列",
  aftermath: ({ about_event: event }) => chosen(event) || "不写某一场活动",
  progress: ({ milestones, thresholds, outcome }) =>
    [
      ["历程", milestones],
      ["承诺", thresholds],
      ["结果", outcome],
    ]
      .filter(([, area]) => filled(area))
      .map(([label]) => label)
      .join("、") || "还没有",
  attachments: (_, fold) =>
    counted(fold.querySelectorAll("input:checked").length, "个", "没有附件"),
  figures: ({ figures }) => counted(filled(figures), "个", "没有单列"),
  corrections: ({ corrections }) => counted(filled(corrections), "条", "没有更正"),
  reprint: ({ reprint, original_source: source }) =>
    reprint.checked ? `转载自${source.value.trim() || "（还没有写出处）"}` : "不是转载",
  rest: ({ no_keywords: plain, dateline }) =>
    joined(
      plain.checked ? "不加关键词链接" : "自动加关键词链接",
      dateline?.value.trim() && `原发布于 ${dateline.value.trim()}`,
    ),
  note: ({ note }) => note.value.trim() || "没有说明",
};

for (const fold of document.querySelectorAll("details.fold")) {
  const says = SAYS[fold.id.replace("fold-", "")];
  const line = fold.querySelector(".says");
  const say = () => {
    line.textContent = says(fold.closest("form").elements, fold);
  };
  fold.addEventListener("input", say);
  fold.addEventListener("change", say);
  say();
}
