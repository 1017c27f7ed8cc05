"""A whole lobby on one machine, to look at or to be played by a script."""

from hub.cli.demo.stage import run

__all__ = ["run"]
