"""What the pages stand on: the hub's use cases, and ports for what lies beside this package."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from hub.domain.lobby import Lobby
from hub.domain.signage.programme import Layout
from hub.service.access import Principal, Right, Role
from hub.service.board import Board
from hub.service.desk.desk import Desk
from hub.service.devices import Devices, Keyring
from hub.service.feeds import FeedShelf
from hub.service.health import Health
from hub.service.ports_access import Access, AuditLog
from hub.service.reception import Reception
from hub.service.signage.billing import Sheets
from hub.service.signage.holdings import Holdings
from hub.service.signage.newsroom import Newsroom
from hub.service.signage.pictures import Pictures
from hub.service.signage.ports import MediaBook, MediaStore, PlayBook
from hub.service.signage.screens import Screens
from hub.service.signin import SignedIn, SignIn
from hub.service.staffing import Staffing
from hub.service.terminals import TerminalReport

T = TypeVar("T")


class Guard(Protocol):
    """Who asks, by the session cookie."""

    async def allow(self, request: Request, right: Right) -> Principal:
        """The one who asks; Denied."""

    def token_hash(self, request: Request) -> str | None:
        """The key of the session."""

    def sign_in(self, response: Response, signed_in: SignedIn) -> None:
        """Give the browser its session."""

    def sign_out(self, response: Response, token_hash: str) -> None:
        """Take it back."""


class Slowly(Protocol):
    """Runs what blocks off the event loop, one call at a time."""

    async def __call__(self, work: Callable[[], T]) -> T: ...


class TerminalState(Protocol):
    """How a kiosk or display is."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def role(self) -> Role: ...
    @property
    def connected(self) -> bool: ...
    @property
    def report(self) -> TerminalReport | None: ...


class Scans(Protocol):
    """The scanners on the hub's own ports."""

    @property
    def names(self) -> Mapping[str, str]:
        """Id -> name."""

    def listen(self, scanner: str) -> AsyncIterator[str]:
        """What it reads from now on; a new listener ends the one before. KeyError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskTools:
    """What the desk's pages stand on. `read_picture`: the codes in a picture, blocking."""

    desk: Desk
    read_picture: Callable[[bytes], tuple[str, ...]]
    scans: Scans


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentTools:
    """What the pages of the displays' contents stand on.

    `sources` are the settings' feeds by what they give, each id -> name; `floors` id -> name.
    `own_work`: may managers let out what they wrote themselves?
    """

    newsroom: Newsroom
    holdings: Holdings
    media: MediaBook
    store: MediaStore
    screens: Screens
    plays: PlayBook
    feeds: FeedShelf
    layouts: Mapping[str, Layout]
    sources: Mapping[str, Mapping[str, str]]
    floors: Mapping[str, str]
    sheets: Sheets
    pictures: Pictures
    own_work: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Given to every page. Belongs to the event loop.

    By the hub's role there is a lobby, a desk, or both.
    """

    board: Board
    reception: Reception
    guard: Guard
    sign_in: SignIn
    staffing: Staffing
    devices: Devices
    keyring: Keyring
    access: Access
    audit: AuditLog
    terminals: Callable[[], tuple[TerminalState, ...]]
    health: Health
    clock: Callable[[], datetime]
    slowly: Slowly
    is_lobby: bool = True
    desk: DeskTools | None = None
    # Whether visitors can book a time.
    takes_appointments: bool = False
    # Whether they can take a number on their own phone.
    gives_numbers: bool = False
    # Whether this hub reads alarms or feeds from elsewhere.
    has_sources: bool = False

    @property
    def lobby(self) -> Lobby:
        return self.board.lobby

    def now(self) -> datetime:
        """The instant, in the lobby's own time."""
        return self.clock().astimezone(ZoneInfo(self.lobby.site.timezone))
