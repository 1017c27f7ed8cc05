"""`python -m hub.sealing.dictionaries FILE`: make the dictionary again, to compare."""

import sys
from pathlib import Path

from hub.sealing.dictionaries.making import make

Path(sys.argv[1]).write_bytes(make())
