"""A bug's place in the program, without its words: they might quote a name or a digit."""

import traceback


def described(bug: BaseException) -> str:
    """The kind of the error and the lines it came through, one below the other."""
    frames = traceback.extract_tb(bug.__traceback__)
    lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([type(bug).__name__, *lines])
