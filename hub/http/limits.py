"""As many open sockets as the system lets us have. The one place that is POSIX only."""

import sys

# 5,000 event streams and as many short requests; Debian's default is 1,024 files.
WANTED = 12_000


def raise_open_files() -> None:
    """Raise the soft limit of open files as far as allowed. Windows has none on sockets."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows does not have it

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = WANTED if hard == resource.RLIM_INFINITY else min(WANTED, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
