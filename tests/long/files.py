"""What we export, opened by the programs that people will open it in: `./test files`.

Needs npm, Java and Chromium, and takes a minute: npm brings TimelineJS (Knight Lab's own library) and the two HTML
validators, html-validate and the Nu checker of the W3C. Not part of `./test`; run it after a change of an export.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("@knight-lab/timelinejs@3.9.11", "html-validate@10.17.0", "vnu-jar@26.9.27")
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Slides</title>
<link rel="stylesheet" href="/node_modules/@knight-lab/timelinejs/dist/css/timeline.css">
<script src="/node_modules/@knight-lab/timelinejs/dist/js/timeline.js"></script></head>
<body><div id="timeline" style="width: 1200px; height: 800px"></div><script>
  window.onerror = message => document.body.setAttribute("data-error", message);
  const timeline = new TL.Timeline("timeline", "/slides.json", {language: "en", font: null});
  timeline.on("ready", () => document.body.setAttribute("data-ready", timeline.config.events.length));
</script></body></html>
"""
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=20000",
    "--window-size=1280,900",
]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that it overrides
        pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages and every export that they are to open."""
    for program in ("npm", "java", "chromium"):
        assert shutil.which(program), f"{program} is needed and is not here"
    place = tmp_path_factory.mktemp("files")
    (place / "package.json").write_text('{"private": true}')
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", *PACKAGES], cwd=place, check=True, capture_output=True)
    for name, more in (
        ("slides.json", ["--format", "timelinejs"]),
        ("page.html", []),
        ("page-zh.html", ["--lang", "zh"]),
    ):
        command = [sys.executable, "-m", "viewer", "export", str(place / name), *more]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (place / "slides.html").write_text(PAGE)
    return place


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def dom(address: str, profile: Path) -> str:
    """What Chromium has made of a page once its scripts are done."""
    done = subprocess.run(
        ["chromium", *FLAGS, f"--user-data-dir={profile}", "--dump-dom", address],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    return done.stdout


def test_timelinejs_takes_every_slide(folder: Path, address: str, tmp_path: Path) -> None:
    slides = json.loads((folder / "slides.json").read_text())
    shown = dom(f"{address}/slides.html", tmp_path)
    body = shown[shown.index("<body") : shown.index(">", shown.index("<body"))]
    assert "data-error" not in body
    assert f'data-ready="{len(slides["events"])}"' in body
    for slide in slides["events"]:
        assert f'id="{slide["unique_id"]}"' in shown or f"{slide['unique_id']}-marker" in shown
    assert slides["title"]["text"]["headline"].replace("&#x27;", "'") in shown


@pytest.mark.parametrize("name", ["page.html", "page-zh.html"])
def test_two_validators_find_nothing_in_the_page(folder: Path, name: str) -> None:
    first = subprocess.run(["npx", "html-validate", name], cwd=folder, capture_output=True, text=True)
    assert (first.returncode, first.stdout) == (0, "")
    nu = folder / "node_modules/vnu-jar/build/dist/vnu.jar"
    second = subprocess.run(["java", "-jar", str(nu), str(folder / name)], capture_output=True, text=True)
    assert (second.returncode, second.stderr) == (0, "")


def test_the_page_shows_its_rows_and_runs_no_script(folder: Path, address: str, tmp_path: Path) -> None:
    shown = dom(f"{address}/page.html", tmp_path)
    slides = json.loads((folder / "slides.json").read_text())
    assert shown.count('<tr id="row-') >= len(slides["events"])
    assert "<script" not in shown
