// The button that prints; without scripts the browser's own printing does.
"use strict";

const button = document.getElementById("print");
button.hidden = false;
button.addEventListener("click", () => window.print());
button.focus();
