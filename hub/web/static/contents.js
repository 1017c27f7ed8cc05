// What plain HTML cannot do on the contents' pages: rows that move where they stand, choices that
// only show when they count, and files that are sent in pieces.
"use strict";

document.body.classList.add("with-scripts");

// ---- Long forms ----

for (const repeat of document.querySelectorAll("[data-repeat]")) {
  const way = repeat.querySelector("select");
  const show = () => {
    for (const part of repeat.querySelectorAll("[data-ways]")) {
      part.classList.toggle("chosen", part.dataset.ways.split(" ").includes(way.value));
    }
  };
  way.addEventListener("change", show);
  show();
}

const form = document.querySelector("#piece-form");
let isLeavingOnPurpose = false;

function noteChange() {
  document.querySelector("#unsaved")?.removeAttribute("hidden");
}

form?.addEventListener("input", noteChange);
// Sent twice by a double click, the second would be refused as somebody else's change.
form?.addEventListener("submit", (event) => {
  if (isLeavingOnPurpose) event.preventDefault();
  isLeavingOnPurpose = true;
});
window.addEventListener("pageshow", () => (isLeavingOnPurpose = false));
window.addEventListener("beforeunload", (event) => {
  const unsaved = document.querySelector("#unsaved:not([hidden])");
  if (unsaved && !isLeavingOnPurpose) event.preventDefault();
});

document.querySelector("#said.faults")?.focus();

// ---- Rows in order: by the mouse, by touch and by keys ----

function move(row, what) {
  if (what === "up") row.previousElementSibling?.before(row);
  else if (what === "down") row.nextElementSibling?.after(row);
  else row.remove();
  noteChange();
}

for (const rows of document.querySelectorAll("[data-rows]")) {
  const disabled = rows.closest("fieldset[disabled]") !== null;
  if (!disabled) Sortable.create(rows, { handle: ".grip", animation: 0, ghostClass: "held", onUpdate: noteChange });
  rows.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    const [what, name] = (button?.value ?? "").split(":");
    if (name !== rows.dataset.rows || !["up", "down", "remove"].includes(what)) return;
    event.preventDefault();
    const row = button.closest("li");
    const next = row.nextElementSibling ?? row.previousElementSibling;
    move(row, what);
    (what === "remove" ? next?.querySelector("button") : button)?.focus();
  });
}

// ---- Files ----

const sending = document.querySelector("#sending");
const CHUNK = 4 * 1024 * 1024;
// Milliseconds between two attempts after the network was lost.
const RETRIES = [0, 1000, 3000, 5000, 10_000];

function line(file) {
  const item = document.createElement("li");
  const name = document.createElement("b");
  const state = document.createElement("span");
  const bar = document.createElement("progress");
  name.textContent = file.name;
  state.textContent = "待っています";
  bar.max = file.size || 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  item.append(name, state, bar);
  sending.append(item);
  return { item, state, bar };
}

function refuse(shown, why) {
  shown.item.classList.add("refused");
  shown.state.textContent = "▲ 加えられません";
  for (const reason of why) {
    const words = document.createElement("p");
    words.className = "why";
    words.textContent = reason;
    shown.item.append(words);
  }
  showAdded();
}

// The hub says why in the answer's body: {"reasons": ["…"]}.
function reasons(error) {
  try {
    const told = JSON.parse(error.originalResponse.getBody()).reasons;
    if (Array.isArray(told) && told.length) return told;
  } catch {
    // No answer, or one that is not the hub's.
  }
  return ["送れませんでした。つながったら、同じファイルをもう一度選んでください。つづきから送ります。"];
}

function send(file) {
  const shown = line(file);
  const upload = new tus.Upload(file, {
    endpoint: "/contents/uploads",
    chunkSize: CHUNK,
    retryDelays: RETRIES,
    removeFingerprintOnSuccess: true,
    metadata: { filename: file.name, filetype: file.type },
    onShouldRetry: (error) => {
      const status = error.originalResponse?.getStatus() ?? 0;
      return status === 0 || status === 423 || status >= 500;
    },
    onProgress: (sent, whole) => {
      shown.bar.value = sent;
      shown.state.textContent = sent < whole ? `${Math.floor((sent / whole) * 100)}%` : "中身を確かめています";
    },
    onError: (error) => refuse(shown, reasons(error)),
    onSuccess: () => {
      shown.state.textContent = "● 加わりました";
      shown.item.classList.add("done");
      showAdded();
    },
  });
  upload.findPreviousUploads().then((earlier) => {
    if (earlier.length) upload.resumeFromPreviousUpload(earlier[0]);
    upload.start();
  });
}

// Where a file was refused, its reason stays to be read.
function showAdded() {
  const all = [...sending.children];
  const isRead = sending.querySelector(".refused") !== null;
  document.querySelector("#added").hidden = !isRead || !sending.querySelector(".done");
  if (!isRead && all.every((item) => item.matches(".done"))) location.reload();
}

const drop = document.querySelector("#drop");
document.querySelector("#files")?.addEventListener("change", (event) => {
  for (const file of event.target.files) send(file);
  event.target.value = "";
});
// A file that is let go beside the area would take the page's place.
if (drop) {
  for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
}
drop?.addEventListener("dragover", (event) => {
  event.preventDefault();
  drop.classList.add("over");
});
drop?.addEventListener("dragleave", () => drop.classList.remove("over"));
drop?.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  for (const file of event.dataTransfer.files) send(file);
});
