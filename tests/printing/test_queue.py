"""A real queue: what `farside print` sends arrives, page for page, with its words."""

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
def office() -> Iterator[Queue]:
    reason = missing()
    if reason:
        pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="fq") as folder, queue(Path(folder)) as made:
        yield made


def farside(office: Queue, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**office.environment, "FARSIDE_TODAY": "2026-11-22"}
    command = [sys.executable, "-m", "viewer", "--lang", "en", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_job_arrives_and_holds_the_words(office: Queue) -> None:
    done = farside(office, "print", "--printer", office.name, "--include", "timeline,events", "--paper", "A4")
    assert (done.returncode, done.stderr) == (0, "")
    reader = PdfReader(BytesIO(office.arrived()))
    count = len(reader.pages)
    assert done.stdout == f"{count} pages sent to Paper\n"
    assert count >= 2
    box = reader.pages[0].mediabox
    assert {round(float(box.width)), round(float(box.height))} == {595, 842}
    letters = ["".join(filter(str.isalpha, page.extract_text())) for page in reader.pages]
    assert "FromChangetotheresearchstation" in letters[0]
    assert "LaunchofChange" in letters[0]
    assert "Whatispromisednext" in letters[1]


def test_an_unknown_printer_is_named_with_those_there_are(office: Queue) -> None:
    done = farside(office, "print", "--printer", "Cellar")
    assert done.returncode == 2
    assert done.stderr == "farside: there is no printer “Cellar”; there is Paper\n"


def test_without_any_printer_one_line_says_what_else(tmp_path: Path) -> None:
    nowhere = Queue("", tmp_path / "job", {"CUPS_SERVER": str(tmp_path / "none"), "HOME": str(tmp_path)})
    done = farside(nowhere, "print")
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr == "farside: no printer is installed here; farside export FILE.pdf writes the same pages\n"
