"""The icons that screens and settings name are bundled."""

import re
from pathlib import Path

import assets

ROOT = Path(assets.__file__).parent.parent
BUNDLED = {file.stem for file in assets.path("icons").glob("*.svg")}
QML = sorted(file for part in ("kiosk", "signage") for file in (ROOT / part).rglob("*.qml"))
YAML = sorted((ROOT / "config" / "demo").glob("*.yaml"))
IN_QML = re.compile(r"""(?:iconName|Icon \{[^}]*?\bname): "([a-z0-9_]+)\"""")
IN_YAML = re.compile(r"^\s*icon: ([a-z0-9_]+)$", re.MULTILINE)


def test_every_icon_that_is_named_is_bundled() -> None:
    named = {
        name
        for files, pattern in ((QML, IN_QML), (YAML, IN_YAML))
        for file in files
        for name in pattern.findall(file.read_text(encoding="utf-8"))
    }
    assert {"arrow_forward", "elderly"} <= named, "the patterns find nothing"
    assert named <= BUNDLED
