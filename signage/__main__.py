"""`python -m signage`: one lobby display."""

import sys

from signage.app.main import main

if __name__ == "__main__":
    sys.exit(main())
