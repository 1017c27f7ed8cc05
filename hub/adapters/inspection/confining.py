"""A process gives itself bounds that it cannot leave. POSIX only; elsewhere its parent's clock."""

import sys


def confine(memory: int, seconds: int) -> None:
    """At most so many bytes of address space and seconds of processor time from now on."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows does not have it

    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        _, hard = resource.getrlimit(what)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, hard))
