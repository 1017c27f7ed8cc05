"""The power of a display's panel: by a program of the site, or over HDMI (CEC)."""
