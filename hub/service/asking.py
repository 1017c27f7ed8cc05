"""Which requests for a number make sense, whoever sends them: the API and the staff page."""

import re
from collections.abc import Mapping

from hub.domain.issuing import Request
from hub.domain.site import Site

MOST_REMARKS = 200
# More counters than this nobody visits in a day.
MOST_THEN = 20

_ID = re.compile(r"[0-9a-f]{32}")
# Line ends and other control characters have no place on a ticket or a screen.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def misfits(request: Request, site: Site) -> Mapping[str, str]:
    """What the domain does not decide itself: field -> rule; empty where all fits.

    "value": no such value may be sent. "not_used": the service takes no remarks.
    """
    remarks, service = request.remarks, site.services.get(request.service)
    fits = {
        "id": is_id(request.id),
        "language": request.language in site.languages,
        "remarks": len(remarks) <= MOST_REMARKS and not _CONTROL.search(remarks),
        "then": len(request.then) <= MOST_THEN,
    }
    found = {name: "value" for name, good in fits.items() if not good}
    if remarks and service is not None and not service.remarks:
        found.setdefault("remarks", "not_used")
    return found


def is_id(text: str) -> bool:
    """A uuid4 as 32 lower-case hex digits, as tickets are named."""
    return _ID.fullmatch(text) is not None
