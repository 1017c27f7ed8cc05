"""Which files make up a configuration directory, and what each of them holds."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, Field, TypeAdapter

from config.document import Plain
from config.schema.counters import Counter
from config.schema.emergencies import Emergencies
from config.schema.feeds import Feed
from config.schema.floors import Floors
from config.schema.hub import Hub
from config.schema.services import Service
from config.schema.signage import Signage
from config.schema.site import Site
from config.schema.terminals import Terminals
from config.schema.visits import Visits


@dataclass(frozen=True, slots=True)
class File:
    """One file: its adapter, the model of it (or of each entry), what stands for an absent one."""

    name: str
    about: str
    model: type[BaseModel]
    adapter: TypeAdapter[Any]
    absent: Plain = None

    @property
    def required(self) -> bool:
        return self.absent is None


FILES = (
    File("site.yaml", "ロビーとそのきまり", Site, TypeAdapter(Site)),
    File(
        "services.yaml",
        "業務の一覧（キオスクに出る順）",
        Service,
        TypeAdapter(Annotated[tuple[Service, ...], Field(min_length=1)]),
    ),
    File(
        "counters.yaml",
        "窓口の一覧",
        Counter,
        TypeAdapter(Annotated[tuple[Counter, ...], Field(min_length=1)]),
    ),
    File("terminals.yaml", "キオスクと表示盤", Terminals, TypeAdapter(Terminals)),
    File("floors.yaml", "フロア案内", Floors, TypeAdapter(Floors), {}),
    File("emergencies.yaml", "緊急のお知らせ", Emergencies, TypeAdapter(Emergencies), {}),
    File("feeds.yaml", "ニュース・行事・天気の情報源", Feed, TypeAdapter(tuple[Feed, ...]), ()),
    File("signage.yaml", "表示盤に出すもの", Signage, TypeAdapter(Signage), {}),
    File("visits.yaml", "来庁の前・来庁中・来庁の後", Visits, TypeAdapter(Visits), {}),
    File("hub.yaml", "ハブの動かし方", Hub, TypeAdapter(Hub), {}),
)
