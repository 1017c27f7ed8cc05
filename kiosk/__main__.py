"""`python -m kiosk`: one ticket terminal."""

import sys

from kiosk.app.main import main

if __name__ == "__main__":
    sys.exit(main())
