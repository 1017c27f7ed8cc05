"""Without a screen, one visitor in a lobby where something is out of order, in pictures."""

from pathlib import Path

from hub.cli.demo.lobby import Lobby
from hub.cli.demo.morning import START
from hub.cli.demo.outage import Kind
from hub.cli.demo.wording import say

# Seconds until a number is there at the latest, with a disk that is slow.
PATIENCE = 20.0
# Seconds until the terminals have noticed.
NOTICED = 40.0


def spoilt(lobby: Lobby, shots: Path) -> str:
    """The number that the visitor gets; pictures of the way go to `shots`."""
    kiosk = lobby.hand(lobby.kiosk)
    kiosk.do(see="screen-home", seconds=START)
    displays = {name: lobby.hand(name) for name in lobby.displays}
    for hand in displays.values():
        hand.do(see="live", seconds=START)
    lobby.strike()
    if lobby.outage is Kind.NO_NETWORK:
        for hand in displays.values():
            hand.do(see="checking", seconds=NOTICED)
    service = next(item.id for item in lobby.settings.services if item.at_kiosk)
    kiosk.do(shot=str(shots / "kiosk-1-home.png"))
    kiosk.do(tap="take-number", see="screen-services")
    kiosk.do(shot=str(shots / "kiosk-2-services.png"))
    shown = kiosk.do(
        tap=f"service-{service}", see="screen-ticket", read="ticket-number", seconds=PATIENCE
    )
    if lobby.outage is Kind.NO_PAPER:
        kiosk.do(see="print-again", seconds=NOTICED)
    kiosk.do(shot=str(shots / "kiosk-3-ticket.png"))
    for name, hand in displays.items():
        hand.do(shot=str(shots / f"{name}.png"))
    label = str(shown["text"])
    say(f"  発券 {label}  画面: {shots}")
    return label
