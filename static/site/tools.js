// 朗读、复制链接、分享、打印 on an entry's page. What a browser cannot do stays hidden, and without
// this file the page is whole.
const tools = document.querySelector(".tools");
const status = tools?.querySelector("[role=status]");
const inWeChat = /MicroMessenger/.test(navigator.userAgent);
const button = (name) => document.querySelector(`[data-do="${name}"]`);

function offer(name, able, act) {
  const found = button(name);
  if (!able || !found) return;
  found.hidden = false;
  found.addEventListener("click", act);
}

// Without https a browser has no clipboard for pages; it still copies what is selected.
function copySelected(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "sr";
  tools.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  button("copy").focus();
  if (!done) throw new Error("refused");
}

async function copy() {
  const text = `${document.querySelector("h1").textContent.trim()} ${tools.dataset.address}`;
  try {
    if (navigator.clipboard) await navigator.clipboard.writeText(text);
    else copySelected(text);
    status.textContent = "已复制标题和链接";
  } catch {
    status.textContent = `请手动复制：${tools.dataset.address}`;
  }
}

function share() {
  navigator
    .share({ title: document.querySelector("h1").textContent.trim(), url: tools.dataset.address })
    .catch(() => {}); // closed without sharing
}

// —— 朗读 ——
const SENTENCE = /[^。！？；!?\n]+[。！？；!?]*[”’」』）》]*|[。！？；!?”’」』）》]+/g;
const SPOKEN =
  "h1, .sub, .prose :is(p, h2, h3, h4, li, td, th, caption, figcaption), .letter :is(p, h2, h3, h4, li, td, th, caption, figcaption)";
const UNSPOKEN = ".note-sign, .notes, .aside, svg";
const LONGEST = 80; // far voices fall silent after some fifteen seconds
// Here and not in prose.css: the Nu checker of style sheets cannot read this selector.
const MARKED = `@layer prose {
  ::highlight(spoken) {
    background-color: var(--red-tint);
    text-decoration: underline 2px var(--red);
  }
}`;
const bar = document.querySelector(".speech");
const speech = window.speechSynthesis;
let sentences = [];
let at = -1;
let turn = 0; // of the utterance that may go on: what was cancelled must not
let voice = null;

// Android writes zh_CN; Cantonese voices read aloud another text than the one that is marked.
const chineseVoice = () => {
  const known = speech
    .getVoices()
    .filter((one) => /^(zh|cmn)([-_]|$)/i.test(one.lang) && !/HK|MO|yue/i.test(one.lang));
  return known.find((one) => /CN|Hans/i.test(one.lang)) ?? known[0] ?? null;
};

function pieces(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    if (!holder.closest(UNSPOKEN) && holder.closest(SPOKEN) === block)
      nodes.push(walker.currentNode);
  }
  return nodes;
}

// A sentence that is too long goes in parts that end at a comma.
function parts(start, text) {
  const comma = text.length > LONGEST ? text.lastIndexOf("，", LONGEST) + 1 : 0;
  if (!comma) return [[start, text]];
  return [[start, text.slice(0, comma)], ...parts(start + comma, text.slice(comma))];
}

// The sentences of a block, each with the range of the page that says it.
function sentencesOf(block) {
  const nodes = pieces(block);
  const text = nodes.map((node) => node.data).join("");
  const place = (offset, isEnd) => {
    let left = offset;
    for (const node of nodes) {
      if (isEnd ? left <= node.length : left < node.length) return [node, left];
      left -= node.length;
    }
    return [nodes.at(-1), nodes.at(-1).length];
  };
  return [...text.matchAll(SENTENCE)]
    .flatMap((match) => parts(match.index, match[0]))
    .filter(([, words]) => /[\p{L}\p{N}]/u.test(words))
    .map(([start, words]) => {
      const range = new Range();
      range.setStart(...place(start, false));
      range.setEnd(...place(start + words.length, true));
      return { text: words.trim(), range };
    });
}

function adoptLook() {
  if (!document.adoptedStyleSheets) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(MARKED);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

// Where a browser cannot mark a range, the paragraph is marked.
function mark(range) {
  document.querySelector(".is-spoken")?.classList.remove("is-spoken");
  if (window.Highlight) {
    if (range) CSS.highlights.set("spoken", new Highlight(range));
    else CSS.highlights.delete("spoken");
  } else range?.startContainer.parentElement.closest(SPOKEN).classList.add("is-spoken");
  const shown = range?.getBoundingClientRect();
  if (shown && (shown.top < bar.offsetHeight || shown.bottom > innerHeight)) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    scrollBy({ top: shown.top - innerHeight / 3, behavior: calm ? "auto" : "smooth" });
  }
}

function show(state) {
  const had = bar.contains(document.activeElement) || document.activeElement === button("play");
  bar.hidden = state === "stopped";
  button("play").hidden = !bar.hidden || !voice;
  button("pause").textContent = state === "paused" ? "继续" : "暂停";
  if (had && bar.hidden) button("play").focus({ preventScroll: true });
  else if (had && !bar.contains(document.activeElement))
    button("pause").focus({ preventScroll: true });
}

function speak(place) {
  const mine = ++turn;
  speech.cancel();
  if (place < 0 || place >= sentences.length) return stop();
  at = place;
  show("speaking");
  mark(sentences[at].range);
  const said = new SpeechSynthesisUtterance(sentences[at].text);
  said.voice = voice;
  said.lang = voice.lang;
  said.addEventListener("end", () => mine === turn && speak(at + 1));
  said.addEventListener("error", () => mine === turn && stop());
  speech.speak(said);
}

function stop() {
  turn += 1;
  at = -1;
  speech.cancel();
  mark(null);
  show("stopped");
}

function play() {
  sentences = [...document.querySelectorAll(SPOKEN)]
    .filter((block) => !block.closest(UNSPOKEN))
    .flatMap(sentencesOf);
  speak(0);
}

// Paused, the sentence is begun again: some engines never come back from their own pause().
function pause() {
  if (button("pause").textContent === "继续") return speak(at);
  turn += 1;
  speech.cancel();
  show("paused");
}

function offerSpeech() {
  voice = chineseVoice();
  button("play").hidden = !voice || at >= 0;
  if (!voice && at >= 0) stop();
}

if (tools) {
  offer("copy", true, copy);
  offer("print", !inWeChat, () => print());
  offer("share", Boolean(navigator.share) && !inWeChat, share);
  if (inWeChat) tools.querySelector(".in-wechat").hidden = false;
  if (speech) {
    adoptLook();
    button("play").addEventListener("click", play);
    button("pause").addEventListener("click", pause);
    button("stop").addEventListener("click", stop);
    button("back").addEventListener("click", () => speak(Math.max(at - 1, 0)));
    button("on").addEventListener("click", () => speak(at + 1));
    addEventListener("keydown", (event) => event.key === "Escape" && at >= 0 && stop());
    addEventListener("pagehide", stop);
    speech.addEventListener?.("voiceschanged", offerSpeech);
    offerSpeech();
  }
}

// —— 网站纠错：what is marked in the text goes along to the form ——
const LONGEST_QUOTE = 200;
const typo = document.querySelector(".typo a");
document.addEventListener("selectionchange", () => {
  const marked = document.getSelection();
  const text = `${marked ?? ""}`.replace(/\s+/g, " ").trim();
  if (!typo || !text || !document.querySelector("article")?.contains(marked.anchorNode)) return;
  typo.search = new URLSearchParams({ text: text.slice(0, LONGEST_QUOTE) });
});
