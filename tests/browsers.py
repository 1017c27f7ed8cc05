"""The browsers of tests: Debian's Chromium, and the same without its windows."""

import shutil

CHROMIUM = "/usr/bin/chromium"
# It draws no frame of tabs and buttons that nobody sees: a page takes half of the processor's time.
PAGES = shutil.which("chromium-headless-shell") or CHROMIUM

# A name of this machine that no browser takes for its own.
ELSEWHERE = "hub.test"
NAMES = f"--host-resolver-rules=MAP {ELSEWHERE} 127.0.0.1"
