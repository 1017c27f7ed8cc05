"""The rooms of a hub: what it does beside its numbers, each put together from settings."""
