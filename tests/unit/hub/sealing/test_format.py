"""The numbers in FORMAT.md are those of the program."""

from pathlib import Path

import pytest

from hub import sealing
from hub.sealing import cbor, envelope, letter, packing, parts, text
from hub.sealing.keys import SLACK

FORMAT = (Path(sealing.__file__).parent / "FORMAT.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "said",
    [
        f"`{text.PREFIX}{text.FORMAT}`",
        f"at most {parts.QR_CHARACTERS:,}\n  characters: QR version {parts.QR_VERSION}",
        f"at most\n  {parts.MOST_ENVELOPE:,} bytes",
        f"version 1 and at least {envelope.OVERHEAD} bytes",
        f"minutes:    1..{letter.LONGEST.total_seconds() / 60:.0f}",
        f"at most\n{packing.MOST:,} bytes",
        f"at most {cbor.DEEPEST} levels",
        f"{letter.LONGEST.days} days and {SLACK.seconds // 60} minutes after `ends`",
        f"now >= `issued` - {SLACK.seconds // 60} minutes",
        "1234567 QWERTYUIOP ASDFGHJKL ZXCVBNM",
    ],
)
def test_the_documentation_says_what_the_program_does(said: str) -> None:
    assert said in FORMAT


def test_the_table_of_kana_keys_is_the_program_s() -> None:
    tables = ("    1234", "    ぬ")
    keys, kana = (line.split() for line in FORMAT.splitlines() if line.startswith(tables))
    assert text.cleaned("".join(kana)) == "".join(keys)
