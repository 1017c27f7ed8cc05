"""The thread of one channel, so that a server that hangs holds nobody up."""

import logging
from threading import Event, Thread

from hub.service.alerting import Teller
from hub.service.handing import LostTurn, NotSent, Unclear
from hub.service.ports import JournalFault

# Seconds between two looks at what is due, and to wait at the end for a message on its way.
GLANCE = 5.0
FAREWELL = 2.0

log = logging.getLogger("hub")


class Bell(Thread):
    """Looks again and again, from `start` to `stop`."""

    def __init__(self, teller: Teller) -> None:
        super().__init__(name=f"alerts-{teller.channel.name}", daemon=True)
        self._teller = teller
        self._stopping = Event()

    def stop(self) -> None:
        """End soon; a message that is on its way is left to itself."""
        self._stopping.set()
        self.join(FAREWELL)

    def run(self) -> None:
        while not self._stopping.wait(GLANCE):
            self._ring()

    def _ring(self) -> None:
        told = {"channel": self._teller.channel.name}
        try:
            self._teller.tell()
        except NotSent as fault:
            log.warning("alert not sent", extra=told | {"fault": str(fault)})
        except Unclear as fault:
            log.warning("alert perhaps not sent", extra=told | {"fault": str(fault)})
        except LostTurn:
            log.info("alert left to another hub", extra=told)
        except JournalFault as fault:
            log.warning("storage", extra={"fault": str(fault)})
        except Exception:
            # The thread's boundary: a bug is told, and the next look may do better.
            log.exception("alert", extra=told)
