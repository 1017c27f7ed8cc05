"""What the demonstration says on the terminal."""


class DemoFault(Exception):
    """The demonstration cannot go on; the message says why and where to look."""


def say(text: str) -> None:
    """One line of progress, seen at once."""
    print(text, flush=True)
