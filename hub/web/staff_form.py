"""Which logins and names may be given to members of staff."""

import re

from hub.web.forms import BadForm

# The same as in the API.
_LOGIN = re.compile(r"[0-9a-z][0-9a-z._-]{0,39}")
_NAME = re.compile(r"[^\x00-\x1f\x7f-\x9f]{1,60}")


def check_login(login: str) -> None:
    """BadForm for a login that could not be typed at a sign-in page."""
    if not _LOGIN.fullmatch(login):
        raise BadForm


def check_name(name: str) -> None:
    """BadForm for a name that cannot be shown."""
    if not _NAME.fullmatch(name):
        raise BadForm
