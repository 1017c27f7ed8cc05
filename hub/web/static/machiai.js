// What plain HTML cannot do: keys, running clocks, the connection's state, and no action twice.
"use strict";

// The same button again within half a second is the same press: a double click, a bouncing key.
const SAME_PRESS_MS = 500;
// The hub speaks at least every 15 seconds (hub/web/live.py); after twice that it is away.
const SILENCE_MS = 35_000;

const find = (selector) => document.querySelector(selector);

// ---- Morphing: what the user is in the middle of stays as it is ----
Object.assign(Idiomorph.defaults.callbacks, {
  beforeNodeMorphed: (old, fresh) =>
    !(old.dataset && "keep" in old.dataset && old.id === fresh.id),
  beforeAttributeUpdated: (name, node) => !(name === "open" && node.tagName === "DETAILS"),
});

// ---- Connection ----
let heard = Date.now();

function showLive(isLive) {
  document.body.classList.toggle("is-live", isLive);
  document.body.classList.toggle("is-away", !isLive);
}

function hear() {
  heard = Date.now();
  showLive(true);
}

for (const name of ["htmx:sseOpen", "htmx:sseMessage"]) {
  document.addEventListener(name, hear);
}
document.addEventListener("htmx:sseError", () => showLive(false));

// ---- Actions: one at a time, and nothing is sent again by itself ----
let acting = false;
let pressedAt = -Infinity;
let pressed = "";

const isAction = (form) => form.matches("form[hx-post]");

document.addEventListener(
  "submit",
  (event) => {
    if (!isAction(event.target)) return;
    const isSame = event.target.action === pressed;
    if (acting || (isSame && event.timeStamp - pressedAt < SAME_PRESS_MS)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    pressedAt = event.timeStamp;
    pressed = event.target.action;
  },
  true,
);

// After a click the keys belong to the page again; whoever moves by Tab keeps the place.
// Not before the form is sent: htmx takes a button that has lost the focus for one not pressed.
document.addEventListener("click", (event) => {
  const button = event.detail > 0 && event.target.closest("form[hx-post] button");
  if (button) setTimeout(() => button.blur());
});

// The answer may have taken the form itself away: events then name what is left around it.
const isActing = (event) => event.detail.requestConfig.verb === "post";

document.addEventListener("htmx:beforeRequest", (event) => {
  if (isActing(event)) acting = true;
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (!isActing(event)) return;
  acting = false;
  const unsent = find("#unsent");
  if (unsent) unsent.hidden = event.detail.xhr.status > 0;
  const typed = event.detail.requestConfig.parameters.number !== undefined;
  if (typed && event.detail.successful) find("#typed").value = "";
});

document.addEventListener("htmx:sendError", () => showLive(false));

// ---- A panel that has opened takes the focus ----
let panel = find(".panel")?.id;

document.addEventListener("htmx:afterSettle", () => {
  const opened = find(".panel");
  if (opened && opened.id !== panel) (opened.querySelector("form button:enabled") ?? opened.querySelector("a")).focus();
  panel = opened?.id;
  tick();
});

// ---- Keys ----
function keyName(event) {
  if (event.code === "Space") return "Space";
  if (event.key === "Escape") return "Esc";
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1] ?? event.key;
  return event.ctrlKey ? `Ctrl+${letter}` : letter;
}

function isTyping(target) {
  return target.matches("input:not([type=radio]), textarea, select");
}

function isPressable(name, target) {
  return (name === "Space" || name === "Enter") && target.closest("a, button, summary, input");
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.metaKey || event.isComposing) return;
  const name = keyName(event);
  if (isTyping(event.target) && name !== "Esc") return;
  if (event.repeat && (name === "Space" || name === "Enter")) {
    event.preventDefault();
    return;
  }
  if (event.repeat || isPressable(name, event.target)) return;
  if (find(".panel") && name !== "Esc") return;
  const control = find(`[data-key="${CSS.escape(name)}"], [data-key-focus="${CSS.escape(name)}"]`);
  if (!control) return;
  event.preventDefault();
  if ("keyFocus" in control.dataset) control.focus();
  else control.click();
});

// ---- Clocks: the hub's time, counted on ----
function hubNow() {
  const page = find("#live");
  if (page.shownAt?.now !== page.dataset.now) {
    page.shownAt = { now: page.dataset.now, local: Date.now() };
  }
  return new Date(page.dataset.now).getTime() + Date.now() - page.shownAt.local;
}

const twoDigits = (number) => String(number).padStart(2, "0");

function showElapsed(element, now) {
  const seconds = Math.max(0, Math.floor((now - new Date(element.dataset.since)) / 1000));
  element.textContent = `${Math.floor(seconds / 60)}分${twoDigits(seconds % 60)}秒`;
}

function showAbsence(element, now) {
  const seconds = Math.max(0, Math.ceil((new Date(element.dataset.until) - now) / 1000));
  const calls = Number(element.dataset.calls);
  const reason = find("#act-absent small");
  if (!reason) return;
  if (!calls && !seconds) htmx.trigger("#refresh", "again");
  const parts = [calls ? `${calls}回` : "", seconds ? `${seconds}秒` : ""].filter(Boolean);
  reason.textContent = parts.length ? `あと${parts.join("・")}` : "";
}

function tick() {
  const page = find("#live");
  if (!page?.dataset.now) return;
  const now = hubNow();
  for (const element of page.querySelectorAll("[data-since]")) showElapsed(element, now);
  for (const element of page.querySelectorAll("[data-until]")) showAbsence(element, now);
  if (Date.now() - heard > SILENCE_MS) showLive(false);
}

tick();
setInterval(tick, 1000);
