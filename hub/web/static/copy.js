// A copy of a page on another server: it fetches itself every minute, and says when it is old.
"use strict";

const OLD_MS = 10 * 60_000;

function warn() {
  const made = document.querySelector("#live")?.dataset.made;
  const warning = document.querySelector("#old");
  if (made && warning) warning.hidden = Date.now() - new Date(made) < OLD_MS;
}

async function renew() {
  try {
    const answer = await fetch(location.href, { cache: "no-cache" });
    if (answer.ok && document.querySelector("#live[data-made]")) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const live = fresh.querySelector("#live");
      if (live) document.querySelector("#live").replaceWith(live);
    }
  } catch {
    // The server is away: the page stays, and warns by its age.
  }
  warn();
}

warn();
setInterval(renew, 60_000);
