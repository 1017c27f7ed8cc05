"""What would have been: a day's visitors at other counters, called by the lobby's own rule."""
