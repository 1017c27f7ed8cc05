"""Software drawing is chosen where there is no GPU, and only there."""

import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk.shell import rendering


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    backends: list[str] = []
    monkeypatch.setattr(QQuickWindow, "setSceneGraphBackend", backends.append)
    monkeypatch.delenv("QT_QUICK_BACKEND", raising=False)
    return backends


def test_without_a_display_it_draws_by_software(chosen: list[str]) -> None:
    assert rendering.choose() == "software"
    assert chosen == ["software"]


@pytest.mark.parametrize(
    ("renderer", "backends"),
    [
        ("llvmpipe (LLVM 15.0.6, 256 bits)", ["software"]),
        ("softpipe", ["software"]),
        ("Mesa Intel(R) UHD Graphics 630 (CFL GT2)", []),
        ("NVIDIA GeForce GTX 1650/PCIe/SSE2", []),
    ],
)
def test_the_name_of_the_gpu_decides(
    chosen: list[str], monkeypatch: pytest.MonkeyPatch, renderer: str, backends: list[str]
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    monkeypatch.setattr(rendering, "_has_no_gpu", lambda: False)
    monkeypatch.setattr(rendering, "_gl_renderer", lambda: renderer)
    monkeypatch.setattr(sys, "platform", "linux")
    assert rendering.choose() == renderer
    assert chosen == backends


@pytest.mark.usefixtures("chosen")
def test_a_machine_without_a_gpu_is_not_asked_for_gl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    monkeypatch.setattr(rendering, "_has_no_gpu", lambda: True)
    monkeypatch.setattr(rendering, "_gl_renderer", lambda: pytest.fail("GL was started"))
    assert rendering.choose() == "software"


def test_a_backend_that_someone_set_is_kept(
    chosen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QUICK_BACKEND", "rhi")
    assert rendering.choose() == "rhi"
    assert chosen == []
