"""A mistake is found, placed to the line and column, and said with the name that was meant."""

import re

import pytest

from config.faults import Fault, Faults
from tests.unit.config.cities import City

WRONG_VALUES = [
    # file, right, wrong, key, words of the message
    ("site.yaml", "timezone: Asia/Tokyo", "timezone: Asia/Tokio", "timezone", "Asia/Tokyo"),
    ("site.yaml", "timezone: Asia/Tokyo", "timezone: Asia", "timezone", "Asia/Tokyo"),
    ("site.yaml", "timezone: Asia/Tokyo", "timezone: ../x", "timezone", "Asia/Tokyo"),
    ("site.yaml", "languages: [ja, ", "languages: [", "languages", "日本語"),
    ("site.yaml", "languages: [ja, ", "languages: [ja, ja, ", "languages", "2回"),
    ("site.yaml", '"05:00"', '"25:00"', "day_starts", "23:59"),
    ("site.yaml", '"05:00"', "5", "day_starts", "08:30"),
    ("site.yaml", '"08:30-17:15"', '"17:15-08:30"', "hours.mon-fri[0]", "後に"),
    ("site.yaml", '"08:30-17:15"', '"08:30"', "hours.mon-fri[0]", "形で"),
    ("site.yaml", '"08:30-17:15"', '"08:30-12:00", "11:59-17:15"', "hours.mon-fri", "重な"),
    ("site.yaml", "mon-fri:", "fri-mon:", "hours.fri-mon", "曜日"),
    ("site.yaml", "mon-fri:", 'sun: ["9:00-12:00"]\n  mon,sun:', "hours", "sun"),
    ("site.yaml", "12-29..01-03", "02-30", "closed.days[0].days", "ある日"),
    ("site.yaml", "12-29..01-03", "2026-12-29..01-03", "closed.days[0].days", "ある日"),
    ("site.yaml", "12-29..01-03", "2027-01-03..2026-12-29", "closed.days[0].days", "後に"),
    ("site.yaml", "holidays: true", "holidays: 'yes'", "closed.holidays", "true か false"),
    ("site.yaml", "busy_minutes: 40", "busy_minutes: 15", "congestion", "大きく"),
    ("site.yaml", "busy_minutes: 40", "busy_minutes: .nan", "congestion.busy_minutes", "数で"),
    (
        "site.yaml",
        "idle_grace_seconds: 30",
        "idle_grace_seconds: 19",
        "kiosk.idle_grace_seconds",
        "20",
    ),
    ("site.yaml", "calls: 2", "calls: 2.5", "absence.calls", "整数"),
    ("site.yaml", "ja: 待合市役所", "ja: ''", "name.ja", "文がありません"),
    ("site.yaml", "  ja: 待合市役所\n", "", "name", "日本語"),
    ("site.yaml", "id: main-hall", "id: 本庁舎", "id", "英小文字"),
    ("site.yaml", "https://machi", "machi", "public_url", "https://"),
    ("services.yaml", "prefix: B", "prefix: b", "[1].prefix", "A–Z"),
    (
        "services.yaml",
        "prefix: B",
        "prefix: B\n  numbers: {first: 9, last: 9}",
        "[1].numbers",
        "番号が",
    ),
    ("services.yaml", "prefix: B", "prefix: B\n  numbers: {last: 1000}", "[1].numbers", "けた"),
    ("services.yaml", "mean_minutes: 6", "mean_minutes: 0", "[0].mean_minutes", "0.5 以上"),
    ("services.yaml", "mean_minutes: 6", "mean_minutes:", "[0].mean_minutes", "値が"),
    ("counters.yaml", "number: 1", "number: 第1", "[0].number", "数字"),
    ("counters.yaml", "number: 1", "number: true", "[0].number", "文字"),
    ("counters.yaml", "direction: left", "direction: down", "[0].direction", "left、right"),
    (
        "counters.yaml",
        "number: 1",
        'number: 1\n  hours: {mon: ["8:30-12:00", "11:00-17:00"]}',
        "[0].hours.mon",
        "重なって",
    ),
    ("terminals.yaml", "kind: simulator, ", "", "kiosks[0].printer", "kind"),
    ("terminals.yaml", "width: 80", "width: 76", "kiosks[0].printer.width", "58、80"),
    ("terminals.yaml", "simulator, width: 80", "network", "kiosks[0].printer.host", "必要"),
    ("terminals.yaml", "simulator, width: 80", "system", "kiosks[0].printer.name", "必要"),
    (
        "terminals.yaml",
        "simulator, width: 80",
        "usb, vendor: 0x1, product: 0x10000",
        "kiosks[0].printer.product",
        "65535",
    ),
    ("terminals.yaml", "card: {kind: demo}", "card: {}", "kiosks[0].card", "kind"),
    (
        "terminals.yaml",
        "card: {kind: demo}",
        "card: {kind: pcsc, scrambled: sometimes}",
        "kiosks[0].card.scrambled",
        "true",
    ),
    ("signage.yaml", 'from: "2026-11-16"', 'from: "2027-01-04"', "items[2].window", "until"),
    ("signage.yaml", "2026-11-16", "11-16", "items[2].window.from", "2026-12-01"),
    ("hub.yaml", "127.0.0.1", "0.0.0.0", "", "allow_plain_http"),
    ("hub.yaml", "8470", "84700", "listen.port", "65535"),
    ("hub.yaml", "data_directory", "database: mysql://x\ndata_directory", "database", "postgresql"),
]


@pytest.mark.parametrize(
    ("file", "right", "wrong", "key", "words"),
    WRONG_VALUES,
    ids=[f"{number}-{row[3]}" for number, row in enumerate(WRONG_VALUES)],
)
def test_a_wrong_value_is_the_only_fault(
    city: City, file: str, right: str, wrong: str, key: str, words: str
) -> None:
    city.change(file, right, wrong)
    fault = city.only_fault()
    assert (fault.file, fault.key) == (file, key)
    assert words in fault.message
    assert not re.search(r"[A-Z][a-z]+ should ", fault.message), "pydantic's own English"


NEAR_NAMES = [
    ("services.yaml", "mean_minutes: 6", "mean_minute: 6", "[0].mean_minute", "mean_minutes"),
    ("services.yaml", "[payment, pickup]", "[paymnt, pickup]", "[0].steps[0]", "payment"),
    ("services.yaml", 'ja-easy: "{住民票|', 'ja_easy: "{住民票|', "[0].name.ja_easy", "ja-easy"),
    ("site.yaml", "[sat, sun]", "[saturday, sun]", "closed.weekdays[0]", "sat"),
    ("site.yaml", "delay_seconds", "delay_secs", "absence.delay_secs", "delay_seconds"),
    (
        "counters.yaml",
        "behind_minutes: 20",
        "behind: 20",
        "[0].profile[1].behind",
        "behind_minutes",
    ),
    (
        "counters.yaml",
        "service: mynumber",
        "service: mynumbers",
        "[5].profile[1].service",
        "mynumber",
    ),
    ("terminals.yaml", "[residence,", "[resident,", "kiosks[1].services[0]", "residence"),
    ("terminals.yaml", "landscape", "landscap", "displays[0].orientation", "landscape"),
    ("terminals.yaml", "kind: simulator", "kind: simulater", "kiosks[0].printer", "simulator"),
    ("terminals.yaml", "width: 80", "widht: 80", "kiosks[0].printer.widht", "width"),
    ("terminals.yaml", "kind: demo", "kind: pcscd", "kiosks[0].card", "pcsc"),
    ("terminals.yaml", "kind: demo", "kind: pcsc, raeder: X", "kiosks[0].card.raeder", "reader"),
    ("signage.yaml", "{from:", "{form:", "items[2].window.form", "from"),
    ("hub.yaml", "port:", "prot:", "listen.prot", "port"),
]


@pytest.mark.parametrize(
    ("file", "right", "wrong", "key", "meant"), NEAR_NAMES, ids=[row[4] for row in NEAR_NAMES]
)
def test_a_misspelt_name_is_answered_with_the_near_one(
    city: City, file: str, right: str, wrong: str, key: str, meant: str
) -> None:
    city.change(file, right, wrong)
    fault = city.only_fault()
    assert (fault.key, fault.near) == (key, meant)
    assert f"もしかして: {meant}" in str(fault)


def test_a_fault_says_line_and_column(city: City) -> None:
    city.write("hub.yaml", "# 1\nlisten:\n  host: localhost\n  port: many\n")
    fault = city.only_fault()
    assert str(fault) == "hub.yaml:4:9: listen.port: 整数で書いてください。"


def test_an_unknown_key_is_placed_at_the_key_not_at_its_value(city: City) -> None:
    city.write("hub.yaml", "listen:\n  colour: blue\n")
    assert (city.only_fault().line, city.only_fault().column) == (2, 3)


def test_a_missing_key_is_placed_at_its_entry(city: City) -> None:
    city.change("counters.yaml", "  number: 1\n", "")
    fault = city.only_fault()
    assert (fault.key, fault.line, fault.column) == ("[0].number", 2, 3)


def test_all_faults_of_all_files_come_at_once_in_reading_order(city: City) -> None:
    city.change("site.yaml", "calls: 2", "calls: zwei")
    city.change("site.yaml", "icon: elderly", "ikon: elderly")
    city.change("services.yaml", "prefix: C", "prefix: A")
    city.change("services.yaml", "prefix: D", "prefix: 7")
    city.change("counters.yaml", "- service: tax", "- service: taxi")
    city.append("feeds.yaml", "- id: [\n")
    city.remove("terminals.yaml")
    faults = city.faults()
    places = [(fault.file, fault.key) for fault in faults]
    assert places == [
        ("counters.yaml", "[7].profile[0].service"),
        ("feeds.yaml", ""),
        ("services.yaml", "[2].prefix"),
        ("services.yaml", "[3].prefix"),
        ("services.yaml", "[4].id"),
        ("site.yaml", "priority_classes[0].ikon"),
        ("site.yaml", "absence.calls"),
        ("terminals.yaml", ""),
    ]


def test_faults_read_one_a_line() -> None:
    first, second = Fault("b.yaml", 2, 1, "x", "い"), Fault("b.yaml", 1, 9, "", "ろ", "a")
    assert (
        str(Faults([first, second, first])) == "b.yaml:1:9: ろ（もしかして: a）\nb.yaml:2:1: x: い"
    )
