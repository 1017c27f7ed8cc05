"""How busy the coming weeks will be, from the lobby's own log and the calendar."""
