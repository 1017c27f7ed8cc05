"""A visitor's way through the questions of one event: pure functions on a `FormState`."""
