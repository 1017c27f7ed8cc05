"""Feeds of strangers, read with suspicion: news, calendars, weather."""
