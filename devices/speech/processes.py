"""How the programs that speak are started, on every system."""

import subprocess
import sys

if sys.platform == "win32":
    # A program with a console would flash its window over the lobby's screen.
    FLAGS = subprocess.CREATE_NO_WINDOW
else:
    FLAGS = 0
