"""The window as a screen reader sees it: through AT-SPI, from another process, as Orca does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, XServer

CLIENT = Path(__file__).with_name("atspi_client.py")
PROGRAM = """
import sys
from datetime import date
from viewer.app.main_controller import run
from viewer.resources import data_folder
sys.exit(run(data_folder(), today=date(2026, 11, 22)))
"""
# The session bus starts the accessibility bus when the program or the client asks for it.
SESSION = """
"$PYTHON" -c "$PROGRAM" & program=$!
/usr/bin/python3 -W ignore "$CLIENT" && wait $program; code=$?
kill $program 2>/dev/null
exit $code
"""


@pytest.mark.xserver
def test_an_event_has_a_name_a_place_and_an_action_and_the_arrow_key_moves_the_focus(x_server: XServer) -> None:
    environment = {
        **x_server.environment,
        "PYTHON": sys.executable,
        "PROGRAM": PROGRAM,
        "CLIENT": str(CLIENT),
        "PYTHONPATH": str(ROOT),
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "FARSIDE_SETTINGS": "",
    }
    command = ["dbus-run-session", "--", "sh", "-c", SESSION]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout.splitlines()[-1])
    assert report["role"] == "list item"
    assert report["name"] == "Launch of Chang'e-6: 3 May 2024, 09:27:29 UTC"
    assert min(report["size"]) > 8
    assert report["next"].startswith("DORN switched on in cruise")
