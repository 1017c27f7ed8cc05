// Notices through the browser (Web Push): asks for leave, and sends the hub where to tell.
"use strict";

const form = document.querySelector("#notices");
const denied = document.querySelector("#denied");

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

async function subscribe() {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("denied");
  const worker = await navigator.serviceWorker.register("/sw.js");
  await navigator.serviceWorker.ready;
  const asked = { userVisibleOnly: true, applicationServerKey: bytes(form.dataset.key) };
  return worker.pushManager.subscribe(asked);
}

async function send(subscription) {
  const body = new URLSearchParams(new FormData(form));
  body.set("do", "push");
  body.set("address", JSON.stringify(subscription));
  const answer = await fetch(form.action, { method: "POST", body, redirect: "follow" });
  if (!answer.ok) throw new Error("refused");
  location.assign(answer.url);
}

if ("serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  document.querySelector(".needs-push").hidden = false;
  document.querySelector("#push").addEventListener("click", async (event) => {
    event.target.disabled = true;
    denied.hidden = true;
    try {
      await send(await subscribe());
    } catch {
      denied.textContent = form.dataset.denied;
      denied.hidden = false;
      event.target.disabled = false;
    }
  });
}
