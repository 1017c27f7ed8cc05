"""The threads that send letters, so that a server that hangs holds nobody up."""

import logging
import re
from threading import Event, Thread

from hub.service.handing import NotSent, Unclear
from hub.service.outbox import Outbox
from hub.service.ports import JournalFault

# Seconds between two looks for what another hub put in or what is tried again, and to wait at the
# end for a letter on its way.
GLANCE = 3.0
FAREWELL = 2.0

_ADDRESS = re.compile(r"\S*@\S*|https?:\S*")

log = logging.getLogger("hub")


class LetterThread(Thread):
    """Sends the letters of one channel, one after the other, from `start` to `stop`."""

    def __init__(self, outbox: Outbox, channel: str, glance: float = GLANCE) -> None:
        super().__init__(name=f"letters-{channel}", daemon=True)
        self.channel = channel
        self._outbox = outbox
        self._glance = glance
        self._stopping = Event()

    def stop(self) -> None:
        """End soon; a letter that is on its way is left to itself."""
        self._stopping.set()
        self._outbox.rouse()
        self.join(FAREWELL)

    def run(self) -> None:
        while not self._stopping.is_set():
            seen = self._outbox.seen()
            if not self._send():
                self._outbox.listen(seen, self._glance)

    def _send(self) -> bool:
        """Was there one?"""
        told = {"channel": self.channel}
        try:
            return self._outbox.send_one(self.channel)
        except NotSent as fault:
            log.warning("letter not sent", extra=told | {"fault": _without_addresses(fault)})
            return True
        except Unclear as fault:
            log.warning(
                "letter perhaps not sent", extra=told | {"fault": _without_addresses(fault)}
            )
            return True
        except JournalFault as fault:
            log.warning("storage", extra={"fault": str(fault)})
            return False
        except Exception:
            # The thread's boundary: a bug is told, and the next letter may do better.
            log.exception("letter", extra=told)
            return False


def _without_addresses(fault: Exception) -> str:
    """A server may repeat in its answer whom the letter was for."""
    return _ADDRESS.sub("…", str(fault))
