"""Reports as the 気象庁 sends them (気象庁防災情報XMLフォーマット), with invented places."""

from collections.abc import Sequence
from datetime import datetime

from tests.lobbies import NINE

CITY, OTHER, REGION, COAST = "9910100", "9910200", "991", "992"
WARNINGS = "気象警報・注意報（Ｈ２７）"
QUAKE, TSUNAMI = "震度速報", "津波警報・注意報・予報a"


def report(
    title: str,
    *items: tuple[str, str],
    status: str = "通常",
    kind: str = "発表",
    at: datetime = NINE,
    event: str = "20261124090000",
    words: str = "待合市では、土砂災害に警戒してください。",
) -> bytes:
    """`items`: names of kinds with the code of an area."""
    listed = "".join(_item(name, code) for name, code in items)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Report xmlns="http://xml.kishou.go.jp/jmaxml1/"'
        ' xmlns:jmx="http://xml.kishou.go.jp/jmaxml1/"><Control>'
        f"<Title>{title}</Title><DateTime>2026-11-24T00:00:00Z</DateTime>"
        f"<Status>{status}</Status><EditorialOffice>待合地方気象台</EditorialOffice>"
        "<PublishingOffice>待合地方気象台</PublishingOffice></Control>"
        '<Head xmlns="http://xml.kishou.go.jp/jmaxml1/informationBasis1/">'
        f"<Title>待合県気象警報・注意報</Title><ReportDateTime>{at.isoformat()}</ReportDateTime>"
        f"<TargetDateTime>{at.isoformat()}</TargetDateTime><EventID>{event}</EventID>"
        f"<InfoType>{kind}</InfoType><Serial/><InfoKind>気象警報・注意報</InfoKind>"
        f"<InfoKindVersion>1.1_2</InfoKindVersion><Headline><Text>{words}</Text>"
        f'<Information type="気象警報・注意報（市町村等）">{listed}</Information>'
        "</Headline></Head></Report>"
    ).encode()


def _item(name: str, code: str) -> str:
    return (
        f"<Item><Kind><Name>{name}</Name><Code>03</Code></Kind>"
        f'<Areas codeType="気象・地震・火山情報／市町村等"><Area><Name>待合市</Name>'
        f"<Code>{code}</Code></Area></Areas></Item>"
    )


def feed(base: str, *entries: tuple[str, str, datetime]) -> bytes:
    """An Atom feed: titles, names of documents, times."""
    listed = "".join(
        f"<entry><title>{title}</title><id>{base}/{name}</id><updated>{at.isoformat()}</updated>"
        f'<author><name>待合地方気象台</name></author><link type="application/xml"'
        f' href="{base}/{name}"/>'
        '<content type="text">【待合県気象警報・注意報】警戒。</content></entry>'
        for title, name, at in entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" lang="ja">'
        f"<title>高頻度（随時）</title><updated>{NINE.isoformat()}</updated>{listed}</feed>"
    ).encode()


def kinds(*names: str, code: str = CITY) -> Sequence[tuple[str, str]]:
    return [(name, code) for name in names]
