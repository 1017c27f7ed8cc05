"""Whoever pulls the plug while content changes sees the old or the new, whole."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.signage.store import power_cuts


@pytest.mark.skipif(sys.platform == "win32", reason="the program forks")
def test_two_hundred_cuts_at_every_step(tmp_path: Path) -> None:
    program = [sys.executable, "-m", power_cuts.__name__, str(tmp_path)]
    done = subprocess.run(program, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    outcomes = json.loads(done.stdout)
    assert sum(outcomes.values()) == power_cuts.TRIALS
    assert outcomes["cut, old"] > 40
    assert outcomes["cut, new"] > 40
