"""`python -m hub.cli` is `machiai`, also where the command is not on the PATH."""

from hub.cli.main import app

app()
