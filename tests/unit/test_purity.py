"""The pure cores use Python's standard library and each other, nothing else, ever."""

import sys
from pathlib import Path

import grimp
import pytest

PACKAGES = ("assets", "config", "devices", "hub", "kiosk", "signage")
TYPING = ("board", "candidates", "composer", "dates", "kinds", "romaji", "variants")
CARDS = ("apdu", "attributes", "cards", "faults", "files", "guard", "port", "profile", "reading")
SPEECH = ("numerals", "phrases", "plan", "port", "queue", "readings", "sound")
PURE = (
    *(f"devices.cards.{module}" for module in (*CARDS, "status", "tlv", "unlocking")),
    *(f"devices.speech.{module}" for module in SPEECH),
    "hub.domain",
    "kiosk.flow",
    *(f"kiosk.typing.{module}" for module in TYPING),
    "signage.guide.machine",
    "signage.rotation",
)
# No clock, files, sockets, threads or chance of their own: the instant and the rest are arguments.
IMPURE = {"asyncio", "os", "pathlib", "random", "socket", "sqlite3", "subprocess", "threading"}

graph = grimp.build_graph(*PACKAGES, include_external_packages=True, cache_dir=None)


def _imported_by(package: str) -> set[str]:
    modules = {package, *graph.find_descendants(package)}
    return {name for module in modules for name in graph.find_modules_directly_imported_by(module)}


@pytest.mark.parametrize("package", PURE)
def test_a_pure_core_imports_only_the_standard_library_and_pure_cores(package: str) -> None:
    others = {name for name in _imported_by(package) if not name.startswith(PURE)}
    # Recurrence rules are a solved problem: dateutil reckons with days, and does nothing else.
    known = {"dateutil"} if package == "hub.domain" else set()
    assert others - sys.stdlib_module_names == known


def test_dateutil_is_used_for_recurrence_alone() -> None:
    users = {
        module
        for module in graph.find_modules_that_directly_import("dateutil")
        if module.startswith(PURE)
    }
    assert users == {"hub.domain.signage.recurrence"}


def test_the_seal_is_pure_but_for_its_ciphers_and_cbor() -> None:
    others = {name for name in _imported_by("hub.sealing") if not name.startswith("hub.")}
    assert others - sys.stdlib_module_names == {"cbor2", "cryptography"}


@pytest.mark.parametrize("package", [*PURE, "hub.sealing"])
def test_a_pure_core_does_no_io(package: str) -> None:
    assert _imported_by(package) & IMPURE == set()


def test_all_packages_are_looked_at() -> None:
    root = Path(__file__).parents[2]
    found = {path.parent.name for path in root.glob("*/__init__.py")} - {"tests"}
    assert found == set(PACKAGES)
