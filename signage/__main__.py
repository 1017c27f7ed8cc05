"""`python -m signage`: one lobby display."""

import gc
import sys

# What a start loads stays: to look for garbage in it costs 0.1 s. The terminal's GcGuard goes on.
gc.disable()

from signage.app.main import main  # noqa: E402 - see above

if __name__ == "__main__":
    sys.exit(main())
