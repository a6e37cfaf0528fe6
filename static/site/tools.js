// 朗读、复制链接、分享、打印 on an entry's page. What a browser cannot do stays hidden, and without
// this file the page is whole.
const tools = document.querySelector(".tools");
const status = tools?.querySelector("[role=status]");
const inWeChat = /MicroMessenger/.test(navigator.userAgent);
const button = (name) => tools.querySelector(`[data-do="${name}"]`);

function offer(name, able, act) {
  const found = button(name);
  if (!able || !found) return;
  found.hidden = false;
  found.addEventListener("click", act);
}

async function copy() {
  const text = `${document.querySelector("h1").textContent.trim()} ${tools.dataset.address}`;
  try {
    await navigator.clipboard.writeText(text);
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
const SPOKEN = "h1, .sub, .prose :is(p, h2, h3, h4, li, td, th, caption, figcaption), .letter :is(p, h2, h3, h4, li, td, th, caption, figcaption)";
const UNSPOKEN = ".note-sign, .notes, .aside, svg";
const speech = window.speechSynthesis;
let sentences = [];
let at = -1;
let turn = 0; // of the utterance that may go on: what was cancelled must not
let voice = null;

const chineseVoice = () => {
  const known = speech.getVoices().filter((one) => /^(zh|cmn)\b/i.test(one.lang));
  return known.find((one) => /CN|Hans/i.test(one.lang)) ?? known[0] ?? null;
};

function pieces(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest(UNSPOKEN)) nodes.push(walker.currentNode);
  }
  return nodes;
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
    .filter((match) => /[\p{L}\p{N}]/u.test(match[0]))
    .map((match) => {
      const range = new Range();
      range.setStart(...place(match.index, false));
      range.setEnd(...place(match.index + match[0].length, true));
      return { text: match[0].trim(), range };
    });
}

function mark(range) {
  if (window.Highlight) {
    if (range) CSS.highlights.set("spoken", new Highlight(range));
    else CSS.highlights.delete("spoken");
  }
  const shown = range?.getBoundingClientRect();
  if (shown && (shown.top < 0 || shown.bottom > innerHeight)) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    scrollBy({ top: shown.top - innerHeight / 3, behavior: calm ? "auto" : "smooth" });
  }
}

function show(state) {
  const words = { stopped: "朗读", speaking: "暂停", paused: "继续" };
  button("play").textContent = words[state];
  for (const name of ["back", "on", "stop"]) button(name).hidden = state === "stopped";
}

function speak(place) {
  const mine = ++turn;
  speech.cancel();
  if (place < 0 || place >= sentences.length) return stop();
  at = place;
  mark(sentences[at].range);
  const said = new SpeechSynthesisUtterance(sentences[at].text);
  said.voice = voice;
  said.lang = voice.lang;
  said.addEventListener("end", () => mine === turn && speak(at + 1));
  said.addEventListener("error", () => mine === turn && stop());
  speech.speak(said);
  show("speaking");
}

function stop() {
  turn += 1;
  at = -1;
  speech.cancel();
  mark(null);
  show("stopped");
}

function play() {
  if (at < 0) {
    sentences = [...document.querySelectorAll(SPOKEN)]
      .filter((block) => !block.closest(UNSPOKEN) && !block.querySelector("p, li"))
      .flatMap(sentencesOf);
    speak(0);
  } else if (button("play").textContent === "暂停") {
    turn += 1; // resumed by the sentence: some engines never come back from pause()
    speech.cancel();
    show("paused");
  } else speak(at);
}

function offerSpeech() {
  voice = chineseVoice();
  button("play").hidden = !voice;
  if (!voice && at >= 0) stop();
}

if (tools) {
  offer("copy", true, copy);
  offer("share", Boolean(navigator.share) && !inWeChat, share);
  offer("print", !inWeChat, () => print());
  if (inWeChat) tools.querySelector(".in-wechat").hidden = false;
  if (speech) {
    button("play").addEventListener("click", play);
    button("stop").addEventListener("click", stop);
    button("back").addEventListener("click", () => speak(Math.max(at - 1, 0)));
    button("on").addEventListener("click", () => speak(at + 1));
    addEventListener("keydown", (event) => event.key === "Escape" && at >= 0 && stop());
    addEventListener("pagehide", stop);
    speech.addEventListener?.("voiceschanged", offerSpeech);
    offerSpeech();
  }
}
