"""A CUPS queue: all pages that `farside print` sends arrive, with their text."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.printing.queue import Queue, missing, queue

pytestmark = pytest.mark.queue
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def printer() -> Iterator[Queue]:
    reason = missing()
    if reason:
        pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="fq") as folder, queue(Path(folder)) as server:
        yield server


def farside(printer: Queue, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**printer.environment, "FARSIDE_TODAY": "2026-11-22"}
    command = [sys.executable, "-m", "viewer", "--lang", "en", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_job_arrives_and_contains_the_text(printer: Queue) -> None:
    process = farside(printer, "print", "--printer", printer.name, "--include", "timeline,events", "--paper", "A4")
    assert (process.returncode, process.stderr) == (0, "")
    reader = PdfReader(BytesIO(printer.first_job()))
    count = len(reader.pages)
    assert process.stdout == f"{count} pages sent to Paper\n"
    assert count >= 2
    box = reader.pages[0].mediabox
    assert {round(float(box.width)), round(float(box.height))} == {595, 842}
    letters = ["".join(filter(str.isalpha, page.extract_text())) for page in reader.pages]
    assert "FromChangetotheresearchstation" in letters[0]
    assert "LaunchofChange" in letters[0]
    assert "Whatispromisednext" in letters[1]


def test_an_unknown_printer_is_refused_with_the_known_names(printer: Queue) -> None:
    process = farside(printer, "print", "--printer", "Cellar")
    assert process.returncode == 2
    assert process.stderr == "farside: there is no printer “Cellar”; there is Paper\n"


def test_without_a_printer_one_line_names_the_alternative(tmp_path: Path) -> None:
    nowhere = Queue("", {"CUPS_SERVER": str(tmp_path / "none"), "HOME": str(tmp_path)})
    process = farside(nowhere, "print")
    assert process.returncode == 3
    assert process.stdout == ""
    assert process.stderr == "farside: no printer is installed here; farside export FILE.pdf writes the same pages\n"
