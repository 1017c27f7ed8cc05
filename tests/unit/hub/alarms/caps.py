"""CAP messages as offices write them, for tests."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from tests.lobbies import NINE

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"


def cap(
    identifier: str = "1",
    *,
    status: str = "Actual",
    kind: str = "Alert",
    scope: str = "Public",
    sent: datetime = NINE,
    references: Sequence[str] = (),
    headline: str = "大雨です",
    expires: datetime | None = NINE + timedelta(hours=1),
    severity: str = "Severe",
    more: str = "",
    area: str = "待合市",
    infos: str | None = None,
) -> bytes:
    if infos is None:
        infos = info(headline, expires=expires, severity=severity, more=more, area=area)
    sources = " ".join(f"bosai@example.jp,{name},{NINE.isoformat()}" for name in references)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><alert xmlns="{NAMESPACE}">'
        f"<identifier>{escape(identifier)}</identifier><sender>bosai@example.jp</sender>"
        f"<sent>{sent.isoformat()}</sent><status>{status}</status><msgType>{kind}</msgType>"
        f"<scope>{scope}</scope>"
        + (f"<references>{sources}</references>" if sources else "")
        + f"{infos}</alert>"
    ).encode()


def info(
    headline: str,
    *,
    language: str = "ja-JP",
    expires: datetime | None = None,
    severity: str = "Severe",
    more: str = "",
    area: str = "待合市",
    instruction: str = "高い所へ",
) -> str:
    end = f"<expires>{expires.isoformat()}</expires>" if expires else ""
    return (
        f"<info><language>{language}</language><category>Met</category><event>大雨</event>"
        f"<urgency>Immediate</urgency><severity>{severity}</severity>"
        f"<certainty>Observed</certainty>{end}<headline>{escape(headline)}</headline>"
        f"<instruction>{escape(instruction)}</instruction>{more}"
        f"<area><areaDesc>{area}</areaDesc><geocode><valueName>JMA</valueName>"
        f"<value>1310100</value></geocode></area></info>"
    )
