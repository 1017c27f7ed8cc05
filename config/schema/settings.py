"""The whole configuration, as it is after every file was found to be right."""

from dataclasses import dataclass
from pathlib import Path

from config.schema.counters import Counter
from config.schema.emergencies import Emergencies
from config.schema.feeds import Feed
from config.schema.floors import Floors
from config.schema.forms import Forms
from config.schema.hub import Hub
from config.schema.services import Service
from config.schema.signage import Signage
from config.schema.site import Site
from config.schema.terminals import Terminals
from config.schema.visits import Visits


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a city sets.

    Each field but `directory` is the YAML file of its name; `forms` all files of that folder.
    """

    directory: Path
    site: Site
    services: tuple[Service, ...]
    counters: tuple[Counter, ...]
    terminals: Terminals
    floors: Floors
    emergencies: Emergencies
    feeds: tuple[Feed, ...]
    signage: Signage
    visits: Visits
    hub: Hub
    forms: Forms

    def path(self, text: str) -> Path:
        """A path from a setting; relative ones start at the configuration directory."""
        return self.directory / text

    @property
    def data(self) -> Path:
        """The folder that the hub writes into."""
        return self.path(self.hub.data_directory)

    @property
    def database(self) -> str:
        """The address of the database; a SQLite file in the data folder unless set."""
        file = self.data / "machiai.sqlite"
        return self.hub.database or f"sqlite:///{file.as_posix()}"
