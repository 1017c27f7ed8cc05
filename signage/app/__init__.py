"""The display's process: the hub's news in, pictures and a chime out."""
