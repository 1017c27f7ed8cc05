// The ticket's page on a visitor's phone stays up to date; without this script it is read anew.
"use strict";

// The hub speaks at least every 15 seconds (hub/web/phone/live.py); after twice that it is away.
const SILENCE_MS = 35_000;
// After a refusal, or where another page of this visitor took the line over.
const LATER_MS = 60_000;

const ticket = document.querySelector("#ticket");
let heard = Date.now();
let line = null;

function showLive(isLive) {
  document.body.classList.toggle("is-live", isLive);
  document.body.classList.toggle("is-away", !isLive);
}

function hear() {
  heard = Date.now();
  showLive(true);
}

// A new state is read out once, and the phone trembles when it is called.
function tell(now) {
  const said = document.querySelector("#said");
  if (said.textContent === now.dataset.said) return;
  said.textContent = now.dataset.said;
  if (now.classList.contains("called") && navigator.vibrate) navigator.vibrate([300, 150, 300]);
}

function show(html) {
  const focused = ticket.contains(document.activeElement) && document.activeElement.getAttribute("href");
  ticket.innerHTML = html;
  const now = ticket.firstElementChild;
  document.title = now.dataset.title;
  tell(now);
  if (focused) {
    const same = [...ticket.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused);
    if (same) same.focus();
  }
  if ("over" in now.dataset) hangUp();
}

function hangUp() {
  if (line) line.close();
  line = null;
}

function follow() {
  line = new EventSource(ticket.dataset.live);
  line.addEventListener("open", hear);
  line.addEventListener("now", (event) => {
    hear();
    show(event.data);
  });
  line.addEventListener("beat", (event) => {
    hear();
    const seen = document.querySelector("#seen");
    seen.textContent = seen.textContent.replace(/\d\d:\d\d/, event.data);
  });
  line.addEventListener("gone", () => location.reload());
  line.addEventListener("bye", () => {
    hangUp();
    setTimeout(follow, LATER_MS);
  });
  line.addEventListener("error", () => {
    showLive(false);
    // Refused: the browser does not try again by itself.
    if (line && line.readyState === EventSource.CLOSED) {
      hangUp();
      setTimeout(follow, LATER_MS);
    }
  });
}

setInterval(() => {
  if (line && Date.now() - heard > SILENCE_MS) showLive(false);
}, 5_000);

// A phone that was in a pocket has missed things: ask at once.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && line && Date.now() - heard > SILENCE_MS) {
    hangUp();
    follow();
  }
});

if (!("over" in ticket.firstElementChild.dataset)) follow();
