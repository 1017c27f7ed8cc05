"""Write the preset dictionary of sealed codes anew.

    python -m tests.tools.sealed_dictionary

Codes name the dictionary that they were packed with, so one that was published must stay as it
is; a test compares.
"""

from pathlib import Path

from hub.sealing import dictionaries
from hub.sealing.dictionaries.making import make

FILE = Path(dictionaries.__file__).parent / f"{dictionaries.CURRENT}.bin"

if __name__ == "__main__":
    FILE.write_bytes(make())
