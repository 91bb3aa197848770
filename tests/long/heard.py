"""What a screen reader hears of the real window, over AT-SPI as Orca does: `./test heard`.

Needs Linux with Xvfb, xdotool, dbus, at-spi2-core, gir1.2-atspi-2.0 and python3-gi (the names of Debian), and takes
ten seconds. Not part of `./test`; run it after a change of the painted timeline's accessible items.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
READER = """
import json, subprocess, sys, time
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib

def until(condition, seconds=20.0):
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, "the condition never held"
        GLib.MainContext.default().iteration(False)
    return value

def below(node, role, name, depth=12):
    if node is None or depth == 0:
        return None
    if node.get_role_name() == role and name in (node.get_name() or ""):
        return node
    children = (node.get_child_at_index(i) for i in range(min(node.get_child_count(), 60)))
    return next((match for child in children if (match := below(child, role, name, depth - 1))), None)

def states(node):
    return {state.value_nick for state in node.get_state_set().get_states()}

Atspi.init()
timeline = until(lambda: below(Atspi.get_desktop(0), "list", "Timeline"))
until(lambda: timeline.get_child_count() > 20)
first = timeline.get_child_at_index(0)
place = first.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
result = {"first": first.get_name(), "role": first.get_role_name(), "size": [place.width, place.height]}
first.get_action_iface().do_action(0)
until(lambda: "selected" in states(first))
heard = []
listener = Atspi.EventListener.new(lambda event: heard.append(event.source and event.source.get_name()))
listener.register("object:state-changed:focused")
subprocess.run(["xdotool", "key", "Right"], check=True)
result["next"] = until(lambda: next((name for name in heard if name and ": " in name), ""))
subprocess.run(["xdotool", "key", "ctrl+q"], check=True)
print(json.dumps(result))
"""
PROGRAM = """
import sys
from datetime import date
from viewer.app.main_controller import run
from viewer.resources import data_folder
sys.exit(run(data_folder(), today=date(2026, 11, 22)))
"""
SESSION = """
/usr/libexec/at-spi-bus-launcher --launch-immediately & bus=$!
"$PYTHON" -c "$PROGRAM" & program=$!
window=$(xdotool search --sync --onlyvisible --name Farside | head -n 1)
xdotool windowfocus --sync "$window"
/usr/bin/python3 -W ignore -c "$READER" && wait $program; code=$?
kill $bus $program 2>/dev/null
exit $code
"""


def test_every_item_has_its_sentence_its_place_and_its_action_and_keys_are_heard() -> None:
    environment = {
        **os.environ,
        "PYTHON": sys.executable,
        "PROGRAM": PROGRAM,
        "READER": READER,
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "FARSIDE_SETTINGS": "",
    }
    command = ["xvfb-run", "-a", "dbus-run-session", "sh", "-c", SESSION]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout.splitlines()[-1])
    assert result["role"] == "list item"
    assert result["first"] == "Launch of Chang'e-6: 3 May 2024, 09:27:29 UTC"
    assert min(result["size"]) > 8
    assert result["next"].startswith("DORN switched on in cruise")
