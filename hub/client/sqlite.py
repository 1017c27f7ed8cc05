"""sqlite-utils, without NumPy.

It imports NumPy for the types of columns wherever NumPy is installed (for speech, here): 0.2 s of
every terminal's start, measured, for columns that a spool does not have.
"""

import sys

_known = {name: sys.modules[name] for name in ("numpy",) if name in sys.modules}
# None: the import system's own word for a module that must not be imported.
sys.modules["numpy"] = None  # type: ignore[assignment] # the stub does not know of it
try:
    from sqlite_utils import Database
finally:
    del sys.modules["numpy"]
    sys.modules.update(_known)

__all__ = ["Database"]
