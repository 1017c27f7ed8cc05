"""What the lobby's displays show: content, its schedule, and its way to the screen. Pure."""
