// Codes from a scanner that types: physical keys (KeyboardEvent.code), whatever the layout, the
// input method or Caps Lock. Nothing that was read goes into an address, a log or the storage.

// A scanner's keys follow each other faster than a person's: 5 of them within this.
const BURST_MS = 300;
const BURST_KEYS = 5;
// Without another key for so long, reading was interrupted.
const SILENCE_MS = 1500;
// The terminator of a code that is complete without it comes within this.
const END_MS = 500;
const START = /MC1[1-4][1-4]$/;
// Of a beginning, so far: no page has a shortcut on M, so nobody misses one.
const BEGUN = /M(?:C(?:1(?:[1-4])?)?)?$/;
// The check at the end: a CRC-32 of what stands before it, in Base32 (hub/sealing/text.py).
const CHECK = 7;
const SHORTEST = 20;

const byId = (id) => document.getElementById(id);
const isField = (node) =>
  node instanceof HTMLElement && node.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=file])");

// ---- Words on the page ----
function show(id, text) {
  const node = byId(id);
  if (!node) return;
  node.hidden = !text;
  if (text) node.textContent = text;
}

function showProgress(count) {
  const box = byId("scan-progress");
  if (!box) return;
  box.hidden = count === 0;
  byId("scan-bar").value = count;
  byId("scan-count").textContent = `読みとっています… ${count}文字`;
}

// ---- Sending ----
let sending = false;

async function send(text) {
  if (sending) return;
  sending = true;
  show("scan-fault", "");
  show("scan-words", "開いています…");
  try {
    const answer = await fetch("/desk/open", {
      method: "POST",
      headers: { "X-Machiai": "script" },
      body: new URLSearchParams({ text }),
      cache: "no-store",
    });
    const isJson = answer.headers.get("content-type")?.startsWith("application/json");
    if (!isJson) throw new Error(String(answer.status));
    const { go } = await answer.json();
    if (location.pathname + location.search === go) location.reload();
    else location.assign(go);
  } catch {
    sending = false;
    show("scan-words", "番号札のQRコードを、スキャナーで読みとってください");
    show("scan-fault", "ハブに送れませんでした。つながりを確かめて、もう一度読みとってください。");
  }
}

// ---- Is it complete? ----
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

// ISO 3309, bit by bit: a code has some hundred characters.
function crc32(text) {
  let crc = -1;
  for (let at = 0; at < text.length; at += 1) {
    crc ^= text.charCodeAt(at);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function checkOf(text) {
  const bits = crc32(text).toString(2).padStart(32, "0").padEnd(35, "0");
  return bits.match(/.{5}/g).map((five) => BASE32[parseInt(five, 2)]).join("");
}

const isWhole = (text) => text.length >= SHORTEST && checkOf(text.slice(0, -CHECK)) === text.slice(-CHECK);

// ---- Keys ----
function signOf(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return "";
  return /^(?:Key([A-Z])|(?:Digit|Numpad)([0-9]))$/.exec(event.code)?.slice(1).join("") ?? "";
}

const isModifier = (event) => /^(Shift|CapsLock|Alt|Control|Meta|Lang|Convert|NonConvert|KanaMode)/.test(event.code);
const isEnd = (event) => ["Enter", "NumpadEnter", "Tab"].includes(event.code);

let read = "";
let taking = false;
// The last keys: when, where, and what was in that field before.
let keys = [];
let silence = 0;
let doneAt = -Infinity;

function note(event) {
  const field = isField(event.target) && "value" in event.target ? event.target : null;
  keys = [...keys, { at: event.timeStamp, field, value: field?.value }].slice(-BURST_KEYS);
}

// A person may be typing: from a field only what comes as fast as from a scanner is taken.
function isStart(event) {
  if (keys.length < BURST_KEYS || !START.test(read)) return false;
  return !keys[0].field || event.timeStamp - keys[0].at < BURST_MS;
}

function take() {
  taking = true;
  read = read.slice(-BURST_KEYS);
  show("scan-fault", "");
  const [{ field, value }] = keys;
  if (field) {
    // The scanner's first characters are in the field, or in its input method: out again.
    field.blur();
    setTimeout(() => { field.value = value; });
  }
}

function reset() {
  clearTimeout(silence);
  read = "";
  keys = [];
  taking = false;
  showProgress(0);
}

function interrupted() {
  const wasTaking = taking;
  reset();
  if (wasTaking) show("scan-fault", "読みとりが途中で切れました。もう一度、読みとってください。");
}

function complete(event) {
  const text = read;
  doneAt = event.timeStamp;
  reset();
  send(text);
}

function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function onEnd(event) {
  if (taking || event.timeStamp - doneAt < END_MS) swallow(event);
  interrupted();
}

function onSign(event, sign) {
  clearTimeout(silence);
  silence = setTimeout(interrupted, SILENCE_MS);
  note(event);
  read += sign;
  if (!taking && isStart(event)) take();
  if (taking) {
    swallow(event);
    showProgress(read.length);
    if (isWhole(read)) complete(event);
  } else if (!isField(event.target) && BEGUN.test(read)) {
    swallow(event);
  }
}

function onKey(event) {
  if (isModifier(event)) return;
  const sign = signOf(event);
  if (isEnd(event)) onEnd(event);
  else if (sign) onSign(event, sign);
}

window.addEventListener("keydown", onKey, true);

// ---- Shortcuts of pages without machiai.js: a button or link with data-key ----
const namesOf = (event) => [event.key === "Escape" ? "Esc" : "", /^(?:Key|Digit)(.)$/.exec(event.code)?.[1] ?? ""];

if (!document.body.hasAttribute("hx-ext")) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    const [escape, letter] = namesOf(event);
    const name = escape || (isField(event.target) ? "" : letter);
    const control = name && document.querySelector(`[data-key="${CSS.escape(name)}"]`);
    if (!control) return;
    event.preventDefault();
    control.click();
  });
}

// ---- Pasted text ----
document.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (isField(event.target) || !byId("scan") || !/MC\s*1/i.test(text.normalize("NFKC"))) return;
  event.preventDefault();
  send(text);
});

byId("open")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = byId("text").value;
  byId("text").value = "";
  send(text);
});

// ---- Pictures: a file, or what a camera sees ----
async function readPicture(blob) {
  const answer = await fetch("/desk/picture", { method: "POST", body: blob, cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.status === 204 ? "" : answer.text();
}

async function readFile(file) {
  show("scan-fault", "");
  show("scan-words", "画像を読んでいます…");
  try {
    const text = await readPicture(file);
    if (text) return send(text);
    show("scan-fault", "画像の中に、QRコードが見つかりませんでした。近くから、まっすぐに撮ったものをお使いください。");
  } catch {
    show("scan-fault", "画像を読めませんでした。16 MB までの PNG か JPEG をお使いください。");
  }
  show("scan-words", "番号札のQRコードを、スキャナーで読みとってください");
}

byId("picture-file")?.addEventListener("change", (event) => {
  const [file] = event.target.files;
  event.target.value = "";
  if (file) readFile(file);
});

// Milliseconds between two looks.
const LOOK_MS = 300;
let camera = null;

function closeCamera() {
  camera?.getTracks().forEach((track) => track.stop());
  camera = null;
  byId("camera-view").hidden = true;
  byId("camera").textContent = "カメラで読む";
}

function frame(video) {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d").drawImage(video, 0, 0);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
}

async function watch(video) {
  while (camera) {
    const blob = video.videoWidth ? await frame(video) : null;
    const text = blob ? await readPicture(blob).catch(() => "") : "";
    if (text && camera) {
      closeCamera();
      return send(text);
    }
    await new Promise((done) => setTimeout(done, LOOK_MS));
  }
}

async function openCamera() {
  if (camera) return closeCamera();
  const video = byId("camera-view");
  try {
    camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1920 } } });
  } catch {
    return show("camera-hint", "カメラを使えません。つながっているか、ブラウザーで許されているかを確かめてください。");
  }
  show("camera-hint", "QRコードをカメラに近づけてください。");
  video.srcObject = camera;
  video.hidden = false;
  byId("camera").textContent = "カメラを止める";
  await video.play();
  watch(video);
}

if (byId("picture-way")) {
  byId("picture-way").hidden = false;
  byId("camera").hidden = false;
  byId("camera").addEventListener("click", openCamera);
  if (!navigator.mediaDevices) {
    byId("camera").disabled = true;
    show("camera-hint", "カメラは、https でつないだときか、この機械のハブで使えます。");
  }
}

// ---- A scanner on the hub's own port ----
let port = null;

function follow(scanner) {
  port?.close();
  port = null;
  show("scanner-state", "");
  if (!scanner) return;
  port = new EventSource(`/desk/scans/${encodeURIComponent(scanner)}`);
  port.onopen = () => show("scanner-state", "● つながっています");
  port.onerror = () => show("scanner-state", "▲ つながりません");
  port.onmessage = (event) => send(event.data);
}

const chooser = byId("scanner");
if (chooser) {
  // Which scanner stands at this place; nothing that it reads is kept.
  chooser.value = localStorage.getItem("machiai-scanner") ?? "";
  chooser.addEventListener("change", () => {
    localStorage.setItem("machiai-scanner", chooser.value);
    follow(chooser.value);
  });
  follow(chooser.value);
}

// ---- The way back to the counter from which a code was read ----
const COUNTER = "machiai-counter";
if (location.pathname.startsWith("/counter/")) sessionStorage.setItem(COUNTER, location.pathname);
const back = byId("to-counter");
if (back && sessionStorage.getItem(COUNTER)) {
  back.href = sessionStorage.getItem(COUNTER);
  back.hidden = false;
}
