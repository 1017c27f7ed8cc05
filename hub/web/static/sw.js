// Shows a notice of the hub, and opens the ticket's page when it is touched.
"use strict";

self.addEventListener("push", (event) => {
  let told = {};
  try {
    told = event.data.json();
  } catch {
    return;
  }
  const options = { body: told.body, tag: told.tag, data: told.link, renotify: true, vibrate: [300, 150, 300] };
  event.waitUntil(self.registration.showNotification(told.title, options));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(clients.openWindow(event.notification.data));
});
