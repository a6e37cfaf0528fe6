// The helpers' page: camera, and a queue that outlives a bad network. Without this file the page
// works by its forms. Each deed has a key of its own, so that what is sent twice is stored once.
const { decoder, count, store } = document.currentScript.dataset;
const CODE = /^QD:\d+:[A-Z2-7]{16}$/;
const PATIENCE = 10000;
const AGAIN = 15000;
const SAME = 5000;

const byId = (id) => document.getElementById(id);
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) =>
    one.toString(16).padStart(2, "0"),
  ).join("");

// The queue: in localStorage, so that other tabs and a page opened again send it too.
let unstored = [];
let keeps = true;

function queued() {
  if (!keeps) return unstored;
  try {
    return JSON.parse(localStorage.getItem(store)) || [];
  } catch {
    return [];
  }
}

function keep(deeds) {
  unstored = deeds;
  try {
    localStorage.setItem(store, JSON.stringify(deeds));
    keeps = true;
  } catch {
    keeps = false;
  }
  tellUnsent();
}

const change = (key, changed) =>
  keep(queued().flatMap((deed) => (deed.key === key ? changed(deed) : [deed])));

function tellUnsent(reason = "") {
  const many = queued().length;
  const box = byId("unsent");
  box.hidden = !many && !refusals.length;
  const late = refusals.map((text) => {
    const line = document.createElement("p");
    line.textContent = text;
    return line;
  });
  box.replaceChildren(...late);
  if (!many) return;
  const said = document.createElement("p");
  const strong = document.createElement("b");
  strong.textContent = `${many} 次签到还没有送出。`;
  said.append(
    strong,
    reason || (keeps ? "存在本机，连上网络后自动送出，不会重复。" : "送出以前请不要关闭本页。"),
  );
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn plain";
  button.textContent = "现在送出";
  button.addEventListener("click", sendAll);
  box.prepend(said, button);
}

// One answer of the server: the same page as without script, of which the parts are taken over.
async function ask(fields) {
  const answer = await fetch(location.pathname, {
    method: "POST",
    body: new URLSearchParams(fields),
    signal: AbortSignal.timeout(PATIENCE),
  });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { status: answer.status, page };
}

// The boxes stay, so that a screen reader tells what is new in them.
function take(page, ...ids) {
  for (const id of ids) {
    const part = page.getElementById(id);
    if (!part) continue;
    const box = byId(id);
    for (const name of ["class", "data-key", "data-status"]) {
      if (part.hasAttribute(name)) box.setAttribute(name, part.getAttribute(name));
      else box.removeAttribute(name);
    }
    box.replaceChildren(...document.importNode(part, true).childNodes);
  }
}

function show(word, sentence, status) {
  const box = byId("result");
  const parts = [word, sentence].map((text, place) => {
    const line = document.createElement("p");
    line.className = place ? "" : "result-word";
    line.textContent = text;
    return line;
  });
  box.className = `result is-${status}`;
  box.dataset.status = status;
  box.replaceChildren(...parts);
}

// Only an answer that names the deed's own key is this site's: a portal of a hotel answers too.
async function send(deed) {
  const fields = { ...deed.fields, key: deed.key };
  if (deed.tries) Object.assign(fields, { at: deed.at, let_in: "1" });
  change(deed.key, (one) => [{ ...one, tries: one.tries + 1 }]);
  const { status, page } = await ask(fields);
  if (status === 410) return "签到链接已失效，请联系主办方；这些签到还在本机。";
  const result = page.getElementById("result");
  if (result?.dataset.key !== deed.key) return "网站暂时没有回答，过一会儿自动再送。";
  change(deed.key, () => []);
  const isRefused = result.dataset.status === "refused";
  if (isRefused && deed.tries) refusals.push(refusal(deed, result));
  take(page, "result", "count");
  if (deed.fields.do === "walk_in" && !deed.tries) takeWalkIn(page, isRefused);
  return "";
}

const refusals = [];

function refusal({ at, fields }, result) {
  const moment = new Date(at).toTimeString().slice(0, 5);
  return `${moment} ${fields.name || ""} 没有签到：${result.lastElementChild.textContent}`;
}

function takeWalkIn(page, isRefused) {
  const fresh = page.querySelector(".walk-in");
  if (fresh) document.querySelector(".walk-in").replaceWith(document.importNode(fresh, true));
  if (isRefused) document.querySelector(".walk-in").open = true;
}

// Each deed once a round, also those that come in meanwhile; without a network the round ends.
async function sendRound() {
  const asked = new Set();
  const next = () => queued().find((deed) => !asked.has(deed.key));
  let reason = "";
  try {
    for (let deed = next(); deed; deed = next()) {
      asked.add(deed.key);
      reason = await send(deed);
    }
  } catch {
    reason = "";
  }
  tellUnsent(reason);
}

let round = null;

function sendAll() {
  round ||= sendRound().finally(() => (round = null));
  return round;
}

async function enqueue(fields) {
  const deed = { key: newKey(), fields, at: new Date().toISOString(), tries: 0 };
  keep([...queued(), deed]);
  show("已记下", "正在送出。", "queued");
  await sendAll();
  const isSent = queued().every((one) => one.key !== deed.key);
  if (!isSent) show("已记下，没有送出", "没有网络，照常放行；连上后自动送出。", "queued");
  return isSent;
}

// Forms: searching and taking back need the network, the others are queued first.
const QUEUED = ["check_in", "walk_in"];
let found = 0;

document.addEventListener("submit", async (event) => {
  const name = event.submitter?.value;
  const fields = Object.fromEntries(new FormData(event.target));
  event.preventDefault();
  if (name === "find" && CODE.test(fields.q.trim().toUpperCase())) {
    byId("who").value = "";
    enqueue({ do: "scan", code: fields.q.trim() });
    return;
  }
  if (name === "walk_in" && !(fields.name && fields.phone && fields.agree)) {
    show("没有登记", "请填写姓名和手机号，来宾同意后勾选。", "refused");
    return;
  }
  if (QUEUED.includes(name)) {
    delete fields.key;
    event.submitter.disabled = true;
    const isSent = await enqueue({ ...fields, do: name });
    event.submitter.disabled = false;
    event.target.closest(".found-one")?.remove();
    if (!isSent) event.target.reset();
    return;
  }
  const mine = ++found;
  try {
    const { status, page } = await ask({ ...fields, do: name });
    if (mine !== found) return;
    if (status === 410) show("链接已失效", "请向主办方要新的签到链接。", "refused");
    take(page, "result", "found", "count");
  } catch {
    show("没有网络", "找人和撤回要联网；可以照常扫码或登记现场来宾。", "refused");
  }
});

// The camera. BarcodeDetector where the browser has one, else the library, loaded only then.
const scan = byId("scan");
const video = scan.querySelector("video");
const said = scan.querySelector("[data-said]");
let facing = "environment";
let stream = null;
let last = { code: "", at: 0 };

async function detectsCodes() {
  const formats = await window.BarcodeDetector?.getSupportedFormats().catch(() => []);
  return Boolean(formats?.includes("qr_code"));
}

async function makeReader() {
  if (await detectsCodes()) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async () => (await detector.detect(video))[0]?.rawValue;
  }
  await new Promise((loaded, failed) => {
    const script = document.createElement("script");
    Object.assign(script, { src: decoder, onload: loaded, onerror: failed });
    document.head.append(script);
  });
  const canvas = document.createElement("canvas");
  const paper = canvas.getContext("2d", { willReadFrequently: true });
  return async () => {
    const scale = Math.min(1, 640 / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    if (!canvas.width) return "";
    paper.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = paper.getImageData(0, 0, canvas.width, canvas.height);
    return window.jsQR(data, width, height)?.data;
  };
}

// Fetched while there is a network, which may be gone when the camera is opened; run only then. Where
// this fails, opening the camera asks again and says what is wrong.
async function fetchDecoder() {
  if (await detectsCodes()) return;
  await fetch(decoder)
    .then((file) => file.arrayBuffer())
    .catch(() => null);
}

let reader = null;

async function openCamera() {
  said.textContent = "正在打开摄像头。";
  last = { code: "", at: 0 };
  stream?.getTracks().forEach((track) => track.stop());
  try {
    reader ||= makeReader();
    await reader;
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: facing } });
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    scan.querySelector("[data-turn]").hidden = false;
    said.textContent = "把签到码放进框里。";
    watch(stream, await reader);
  } catch {
    reader = null;
    said.textContent = "摄像头打不开：请允许使用，或在下面按姓名、尾号找人。";
  }
}

async function watch(mine, read) {
  while (mine === stream && mine.active) {
    const code = ((await read().catch(() => "")) || "").trim().toUpperCase();
    if (code) meet(code);
    await new Promise((next) => setTimeout(next, 150));
  }
}

function meet(code) {
  const isSame = code === last.code && Date.now() - last.at < SAME;
  last = { code, at: Date.now() };
  if (isSame) return;
  if (!CODE.test(code)) {
    show("不是签到码", "请扫报名凭证上的签到码，或按姓名、手机尾号找人。", "refused");
    return;
  }
  navigator.vibrate?.(80);
  enqueue({ do: "scan", code });
}

if (navigator.mediaDevices?.getUserMedia) {
  scan.hidden = false;
  scan.querySelector("[data-camera]").addEventListener("click", openCamera);
  scan.querySelector("[data-turn]").addEventListener("click", () => {
    facing = facing === "user" ? "environment" : "user";
    openCamera();
  });
  fetchDecoder();
} else {
  scan.classList.remove("later");
}

async function refreshCount() {
  try {
    const answer = await fetch(count, { signal: AbortSignal.timeout(PATIENCE) });
    const { came, places } = await answer.json();
    const box = byId("count");
    box.querySelector("[data-came]").textContent = came;
    box.querySelector("[data-places]").textContent = places;
    Object.assign(box.querySelector("meter"), { max: Math.max(places, 1), value: came });
  } catch {
    // The next round tries again.
  }
}

addEventListener("online", sendAll);
setInterval(() => queued().length && sendAll(), AGAIN);
setInterval(() => document.hidden || refreshCount(), AGAIN);
tellUnsent();
if (queued().length) sendAll();
