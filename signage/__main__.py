"""`python -m signage`: one lobby display; `inspect` and `preview` are what the hub asks of it."""

import gc
import sys

# What a start loads stays: to look for garbage in it costs 0.1 s. The terminal's GcGuard goes on.
gc.disable()


def main() -> int:
    """Run what is asked for; each loads only what it needs."""
    match sys.argv[1:]:
        case ["inspect", *rest]:
            from signage.app.inspection import main as inspect  # noqa: PLC0415

            return inspect(rest)
        case ["preview", *rest]:
            from signage.app.preview import main as preview  # noqa: PLC0415

            return preview(rest)
        case arguments:
            from signage.app.main import main as run  # noqa: PLC0415

            return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
