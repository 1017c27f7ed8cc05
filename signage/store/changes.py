"""What is worth a line of the log: changes. A state that lasts would push out what led to it."""


class Changes:
    """Remembers the state of each name, while it is not well. Each name is for one thread."""

    def __init__(self) -> None:
        self._states: dict[str, str] = {}

    def is_new(self, name: str, state: str) -> bool:
        """Whether `name` was not known to be in this `state`; it is from now on."""
        known, self._states[name] = self._states.get(name), state
        return known != state

    def is_well(self, name: str) -> None:
        """The next time that it is not well will be new."""
        self._states.pop(name, None)

    def clear(self) -> None:
        """All is well, or begins afresh."""
        self._states.clear()
