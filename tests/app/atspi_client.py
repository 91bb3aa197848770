"""What a screen reader reads of the window, as JSON: run by the system's Python, which has the bindings of AT-SPI."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402

TIMEOUT_S = 20


def wait_for(name: str, condition: Callable[[], Any]) -> Any:
    """The first true value of `condition`, which is asked after every event and 20 times a second."""
    expired: list[bool] = []
    tick = GLib.timeout_add(50, lambda: True)
    timeout = GLib.timeout_add_seconds(TIMEOUT_S, lambda: expired.append(True))
    while not (value := condition()):
        assert not expired, f"{name}: not within {TIMEOUT_S} s"
        GLib.MainContext.default().iteration(True)
    GLib.source_remove(tick)
    GLib.source_remove(timeout)
    return value


def descendant(node: Any, role: str, name: str, depth: int = 12) -> Any:
    """The first object of this role whose name contains `name`, at or below `node`; None without one."""
    if node is None or depth == 0:
        return None
    if node.get_role_name() == role and name in (node.get_name() or ""):
        return node
    children = (node.get_child_at_index(index) for index in range(min(node.get_child_count(), 60)))
    return next((match for child in children if (match := descendant(child, role, name, depth - 1))), None)


def states(node: Any) -> set[str]:
    return {state.value_nick for state in node.get_state_set().get_states()}


def xdotool(*arguments: str) -> None:
    subprocess.run(["xdotool", *arguments], check=True)


def another_event(names: list[str], name: str) -> str:
    """The first of the names that is a date's sentence ("Launch: 3 May 2024") and not `name`; "" without one."""
    return next((each for each in names if ": " in each and each != name), "")


def main() -> None:
    Atspi.init()
    focused: list[str] = []
    listener = Atspi.EventListener.new(lambda event: focused.append((event.source and event.source.get_name()) or ""))
    listener.register("object:state-changed:focused")
    timeline = wait_for("the timeline", lambda: descendant(Atspi.get_desktop(0), "list", "Timeline"))
    wait_for("the events of the timeline", lambda: timeline.get_child_count() > 20)
    first = timeline.get_child_at_index(0)
    extents = first.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
    report = {"name": first.get_name(), "role": first.get_role_name(), "size": [extents.width, extents.height]}
    xdotool("search", "--sync", "--onlyvisible", "--name", "Farside", "windowfocus", "--sync")
    wait_for("the focus on the timeline", lambda: any(name.startswith("Timeline") for name in focused))
    first.get_action_iface().do_action(0)
    wait_for("the selection of the first event", lambda: "selected" in states(first))
    wait_for("the focus on the first event", lambda: report["name"] in focused)
    xdotool("key", "Right")
    report["next"] = wait_for("the focus on another event", lambda: another_event(focused, report["name"]))
    xdotool("key", "ctrl+q")
    print(json.dumps(report))


if __name__ == "__main__":
    main()
