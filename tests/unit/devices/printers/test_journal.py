"""What became of a job is known after any end of the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.printers.journal import JobState, Journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "printing.txt"


def test_what_was_being_printed_is_uncertain_after_the_end(path: Path) -> None:
    journal = Journal(path)
    for job, state in (("a", JobState.DONE), ("b", JobState.FAILED), ("c", JobState.SENT)):
        journal.note(job, JobState.QUEUED)
        journal.note(job, state)
    journal.note("d", JobState.QUEUED)
    again = Journal(path)
    assert again.interrupted
    assert again.jobs == (
        ("c", JobState.UNCERTAIN),
        ("b", JobState.FAILED),
        ("a", JobState.DONE),
    )


def test_that_is_said_once_and_stays_known(path: Path) -> None:
    Journal(path).note("a", JobState.SENT)
    assert Journal(path).interrupted
    later = Journal(path)
    assert not later.interrupted
    assert later.state("a") is JobState.UNCERTAIN


def test_a_job_that_is_ordered_again_is_the_last(path: Path) -> None:
    journal = Journal(path)
    for job in ("a", "b", "a"):
        journal.note(job, JobState.QUEUED)
        journal.note(job, JobState.DONE)
    assert [job for job, _ in journal.jobs] == ["a", "b"]
    assert Journal(path).jobs == journal.jobs


@given(place=st.integers(0, 60), rubbish=st.binary(max_size=20))
def test_a_line_that_was_cut_off_spoils_no_other(
    tmp_path_factory: pytest.TempPathFactory, place: int, rubbish: bytes
) -> None:
    path = tmp_path_factory.mktemp("journal") / "printing.txt"
    lines = b"sent a\ndone a\nfailed b\nsent b\n"
    path.write_bytes(lines[:place] + b"\n" + rubbish)
    journal = Journal(path)
    if place >= lines.index(b"done a\n") + len(b"done a"):
        assert journal.state("a") is JobState.DONE
    elif place >= lines.index(b"sent a\n") + len(b"sent a"):
        assert journal.state("a") is JobState.UNCERTAIN
    assert Journal(path).state("b") is not JobState.SENT


def test_it_is_kept_small(path: Path) -> None:
    journal = Journal(path)
    for number in range(700):
        for state in (JobState.QUEUED, JobState.SENT, JobState.DONE):
            journal.note(f"job{number}", state)
    assert len(journal.jobs) == 200
    assert path.stat().st_size < 100_000
    assert Journal(path).jobs == journal.jobs


def test_a_disk_that_does_not_work_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    journal = Journal(tmp_path / "file" / "printing.txt")
    journal.note("a", JobState.SENT)
    assert journal.state("a") is JobState.SENT
    assert "cannot be written" in caplog.text


def test_without_a_file_it_remembers_while_the_program_runs() -> None:
    journal = Journal()
    journal.note("a", JobState.DONE)
    assert journal.jobs == (("a", JobState.DONE),)
    assert not journal.interrupted
