/* The line below the text: how long it is, and what is left to put right. 字 are counted as Word
   counts them, by the rule of series/text/markup/word_count.py; the minutes are those of the public
   page (series/text/markup/reading_time.py). */
const SIGNS =
  "\\u2e80-\\u2fff\\u3001-\\u9fff\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff00-\\uffef“”‘’…—\\u{20000}-\\u{3347f}";
const COUNTED = new RegExp(`[${SIGNS}]|[^\\s\\u200b\\ufeff${SIGNS}]+`, "gu");
const WORD = /[A-Za-z0-9][A-Za-z0-9.,%'’-]*/g;
const HALF = /(?<=[\u3400-\u9fff”’》）])[,;:!?().]|[,;:!?()](?=[\u3400-\u9fff“‘《（])/g;
const HAN =
  /[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{2fa1f}\u{30000}-\u{3347f}]/gu;
const A_MINUTE = 400;

const times = (text, pattern) => (text.match(pattern) ?? []).length;
const textOf = (block) =>
  block.textBetween(0, block.content.size, "", (leaf) =>
    leaf.type.name === "hardBreak" ? "\n" : "",
  );

/** The 字 of a block and of what stands in it. */
export function wordsIn(node) {
  if (node.isTextblock) return times(textOf(node), COUNTED);
  let words = 0;
  node.forEach((child) => (words += wordsIn(child)));
  return words;
}

const inCell = (parent) => ["tableCell", "tableHeader"].includes(parent?.type.name);

export function countOf(doc) {
  const found = { words: 0, read: 0, sections: 0, paragraphs: 0, half: 0, wordless: 0 };
  doc.descendants((node, _, parent) => {
    if (node.type.name === "image" || node.type.name === "picture")
      found.wordless += node.attrs.alt ? 0 : 1;
    if (!node.isTextblock) return;
    const text = textOf(node);
    found.words += wordsIn(node);
    found.read += times(text, HAN) + times(text, WORD);
    found.half += times(text, HALF);
    if (node.type.name === "heading" && node.attrs.level === 2) found.sections += 1;
    if (node.type.name === "paragraph" && text.trim() && !inCell(parent)) found.paragraphs += 1;
  });
  return found;
}

export function sentences({ words, read, sections, paragraphs, half, wordless }) {
  const said = [`${words} 字`, `${sections} 节，${paragraphs} 段`];
  if (read) said.push(`约 ${Math.ceil(read / A_MINUTE)} 分钟`);
  said.push(`半角标点 ${half} 处`);
  if (wordless) said.push(`图片缺文字说明 ${wordless} 处`);
  return said;
}
