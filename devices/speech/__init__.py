"""What the lobby says: readings, phrases, voices, a store of rendered phrases, and their queue."""
