"""How a terminal comes by its token."""

from pathlib import Path

from hub.client.api import HubClient
from hub.client.errors import ClientFault
from hub.client.keys import SealingKeys
from hub.client.tokens import write_token


def enrol(hub: str, code: str, terminal: str, token_file: Path, ca: Path | None = None) -> str:
    """Exchange the one-time code for a token in its file; return what went wrong, or nothing.

    A code for another terminal than `terminal` is not taken for this one's.
    """
    try:
        with HubClient(hub, ca=ca) as client:
            enrolled = client.enrol(code)
        if enrolled.terminal != terminal:
            return f"コードは {enrolled.terminal} のものです（--id は {terminal}）"
        write_token(token_file, enrolled.token)
        SealingKeys(token_file.parent).forget_desk()
    except ClientFault as fault:
        return str(fault)
    return ""
