"""My Number cards at the kiosk: the pad, the reader's thread, and what the screens say."""
