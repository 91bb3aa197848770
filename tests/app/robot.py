"""Runs the real program on the X server of its environment and moves the real mouse; prints a report as JSON.

    python tests/app/robot.py RUN [ARGUMENT]

A run is a generator over the controller: it acts, and yields what it waits for. No waiting by the clock.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tests.qt import facet_item
from viewer.app import main_controller
from viewer.app.main_controller import MainController
from viewer.resources import data_folder
from viewer.timeline.scene import Band, Cluster, Label, Mark
from viewer.timeline.trend_scene import claims_at
from viewer.widgets.matrix_view import MatrixView
from viewer.widgets.popups import GoToDateBox
from viewer.widgets.slip_panel import SlipPanel

TODAY = date(2026, 11, 22)
PATIENCE_MS = 20_000
POLL_MS = 10

Report = dict[str, object]
Run = Callable[[MainController, Report], Iterator[Callable[[], bool]]]


def mouse(widget: QWidget, place: QPoint, *actions: str) -> None:
    """Move the real pointer to `place` of `widget`, then click or whatever `actions` say."""
    there = widget.mapToGlobal(place)
    subprocess.run(["xdotool", "mousemove", str(there.x()), str(there.y()), *actions], check=True)


def keys(*names: str) -> None:
    subprocess.run(["xdotool", "key", *names], check=True)


def label(controller: MainController, address: str) -> QPoint:
    """The middle of the label of an event, as it is drawn."""
    for shape in controller.window.timeline.scene().shapes:
        if isinstance(shape, Label) and shape.ref == address:
            return QPoint(round(shape.box.centre[0]), round(shape.box.centre[1]))
    raise LookupError(f"no label for {address}")


def link(controller: MainController, address: str) -> QPoint:
    """A point on the first link to `address` in the pane, scrolled into view."""
    pane = controller.window.pane
    block = pane.document().begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            fragment = fragments.fragment()
            if fragment.charFormat().anchorHref() == address:
                cursor = QTextCursor(pane.document())
                cursor.setPosition(fragment.position() + 1)
                pane.setTextCursor(cursor)
                pane.ensureCursorVisible()
                rect: QRect = pane.cursorRect(cursor)
                return rect.center()
            fragments += 1
        block = block.next()
    raise LookupError(f"no link to {address}")


def follow(controller: MainController, address: str) -> Callable[[], bool]:
    """Click the pane's link to `address`; true once it is open."""
    mouse(controller.window.pane.viewport(), link(controller, address), "click", "1")
    return lambda: controller.state.selection == address


def esa(controller: MainController, report: Report) -> Iterator[Callable[[], bool]]:
    """From the home view: one click on the label of Chang'e-6's launch, two more to ESA."""
    mouse(controller.window.timeline, label(controller, "event/ce6-launch"), "click", "1")
    yield lambda: controller.state.selection == "event/ce6-launch"
    report["event"] = controller.window.pane.toPlainText()
    yield follow(controller, "mission/chang-e-6")
    report["mission"] = controller.window.pane.toPlainText()
    yield follow(controller, "partner/esa")
    report["partner"] = controller.window.pane.toPlainText()
    keys("alt+Left")
    yield lambda: controller.state.selection == "mission/chang-e-6"
    keys("alt+Right")
    yield lambda: controller.state.selection == "partner/esa"


def wheel(controller: MainController, report: Report) -> Iterator[Callable[[], bool]]:
    """The wheel zooms about the time under the pointer; a drag pans; Home leads back."""
    timeline, home = controller.window.timeline, controller.state.window
    place = QPoint(timeline.width() // 2, timeline.height() - 4)
    before = timeline.canvas.scale().days(place.x())
    mouse(timeline, place, "click", "4", "click", "4")
    yield lambda: controller.state.window.length < home.length / 1.5
    report["moved_px"] = abs(timeline.canvas.scale().x(before) - place.x())
    zoomed = controller.state.window
    x, y = (str(part) for part in (timeline.mapToGlobal(place).x() - 120, timeline.mapToGlobal(place).y()))
    mouse(timeline, place, "mousedown", "1", "mousemove_relative", "--", "-40", "0")
    subprocess.run(["xdotool", "mousemove", x, y, "mouseup", "1"], check=True)
    yield lambda: controller.state.window.start > zoomed.start
    report["drag_keeps_length"] = abs(controller.state.window.length - zoomed.length) < 1e-6
    report["selection"] = controller.state.selection
    keys("Home")
    yield lambda: controller.state.window == home


def keyboard(controller: MainController, report: Report) -> Iterator[Callable[[], bool]]:
    """Arrows walk, Enter opens, plus zooms, F frames, N shows what is next, Escape closes."""
    controller.window.timeline.setFocus()
    keys("Right")
    yield lambda: controller.state.selection.startswith("event/")
    first = controller.state.selection
    keys("Right")
    yield lambda: controller.state.selection != first
    report["walked"] = [first, controller.state.selection]
    length = controller.state.window.length
    keys("plus")
    yield lambda: controller.state.window.length < length
    keys("f")
    yield lambda: controller.state.window.length < length / 2
    keys("n")
    yield lambda: controller.state.selection not in (first, report["walked"])
    report["next"] = controller.state.selection
    keys("Return")
    yield lambda: controller.window.pane.hasFocus()
    controller.window.timeline.setFocus()
    keys("Escape")
    yield lambda: controller.state.selection == ""


def as_of(controller: MainController, report: Report) -> Iterator[Callable[[], bool]]:
    """Typing a day shows the plan of that day, everywhere; Now leads back."""
    field = controller.window.as_of.field
    mouse(field, field.rect().center(), "click", "1")
    yield field.hasFocus
    keys("ctrl+a")
    subprocess.run(["xdotool", "type", "2024-06-27"], check=True)
    keys("Return")
    yield lambda: controller.state.as_of == date(2024, 6, 27)
    controller.select("event/ce7-launch")
    report["then"] = controller.window.pane.toPlainText()
    report["events"] = len(controller.store.programme.events)
    now = controller.window.as_of.now
    mouse(now, now.rect().center(), "click", "1")
    yield lambda: controller.state.as_of is None
    report["now"] = controller.window.pane.toPlainText()
    report["events now"] = len(controller.store.programme.events)


def search(controller: MainController, report: Report) -> Iterator[Callable[[], bool]]:
    """Ctrl+F, a few letters, Enter: the partner is open."""
    keys("ctrl+f")
    yield controller.window.search.hasFocus
    subprocess.run(["xdotool", "type", "european space"], check=True)
    yield lambda: controller.window.search.text() == "european space"
    keys("Return")
    yield lambda: controller.state.selection == "partner/esa"


def pinyin(controller: MainController, report: Report) -> Iterator[Callable[[], bool]]:
    """Letters of a Chinese name highlight its events; a click on a hit opens it."""
    keys("ctrl+f")
    yield controller.window.search.hasFocus
    subprocess.run(["xdotool", "type", "change qihao"], check=True)
    hits = controller.window.search.list
    yield lambda: hits.isVisible() and any(line.address == "event/ce7-launch" for line in hits.lines)
    report["lines"] = [line.title for line in hits.lines]
    report["lit"] = len(controller.window.timeline.canvas.lit)
    row = [line.address for line in hits.lines].index("event/ce7-launch")
    mouse(hits.viewport(), hits.visualRect(hits.model().index(row, 0)).center(), "click", "1")
    yield lambda: controller.state.selection == "event/ce7-launch"
    yield lambda: not hits.isVisible()
    report["pane"] = controller.window.pane.toPlainText()


def palette(controller: MainController, report: Report) -> Iterator[Callable[[], bool]]:
    """Ctrl+K runs a command by letters of its name, opens a view of the programme, and jumps to a partner."""
    box = controller.search.palette
    keys("ctrl+f")  # Ctrl+K works in a text field too, where Qt gives it another meaning
    yield controller.window.search.hasFocus

    def opened(text: str, address: str) -> Iterator[Callable[[], bool]]:
        keys("ctrl+k")
        yield lambda: box.isVisible() and box.line.hasFocus()
        subprocess.run(["xdotool", "type", text], check=True)
        yield lambda: box.list.current() == address
        keys("Return")
        yield lambda: not box.isVisible()

    yield from opened("high con", "command/theme-high-contrast")
    yield lambda: controller.appearance.theme_name == "high-contrast"
    yield from opened("ten projects on", "view/programme-5")
    yield lambda: controller.state.selection == "event/ce8-selection-2025"
    yield from opened("suparco", "partner/suparco")
    yield lambda: controller.state.selection == "partner/suparco"
    keys("ctrl+k")
    yield box.isVisible
    keys("Escape")
    yield lambda: not box.isVisible()


def chip(controller: MainController, report: Report) -> Iterator[Callable[[], bool]]:
    """Click two values of the filter: the chip counts; Alt+Left takes one back, the chip's button all."""
    window, everything = controller.window, len(controller.store.programme.events)
    button = window.toolbar.widgetForAction(window.actions_by_id["filter"])
    mouse(button, button.rect().center(), "click", "1")
    panel = controller.filters.panel
    yield panel.isVisible

    def tick(field: str, key: str) -> None:
        row = facet_item(panel.tree, field, key)
        assert row is not None
        panel.tree.scrollToItem(row)
        mouse(panel.tree.viewport(), panel.tree.visualItemRect(row).center(), "click", "1")

    tick("missions", "chang-e-7")
    yield lambda: controller.state.filter.missions == {"chang-e-7"}
    one = len(controller.store.shown.events)
    tick("statuses", "planned")
    yield lambda: bool(controller.state.filter.statuses)
    report["events"] = [event.id for event in controller.store.shown.events]
    report["chip"] = window.chip.count.text()
    keys("Escape")
    yield lambda: not panel.isVisible() and window.isActiveWindow()
    keys("alt+Left")
    yield lambda: len(controller.store.shown.events) == one
    mouse(window.chip.reset, window.chip.reset.rect().center(), "click", "1")
    yield lambda: len(controller.store.shown.events) == everything
    report["hidden"] = window.chip.isHidden()


def cluster(controller: MainController, report: Report) -> Iterator[Callable[[], bool]]:
    """A click on a cluster lists its members; one of them opens."""
    from viewer.timeline.scene import Cluster

    shapes = [s for s in controller.window.timeline.scene().shapes if isinstance(s, Cluster) and s.count > 3]
    shape = shapes[0]
    place = QPoint(round(shape.box.centre[0]), round(shape.box.centre[1]))
    mouse(controller.window.timeline, place, "click", "1")
    yield lambda: isinstance(QApplication.activePopupWidget(), QMenu)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    report["lines"] = [action.text() for action in menu.actions() if not action.isSeparator()]
    report["count"] = shape.count
    keys("Down", "Return")
    yield lambda: controller.state.selection == shape.refs[0]


def slider(controller: MainController, report: Report) -> Iterator[Callable[[], bool]]:
    """A click on the slider goes back in time, everywhere; the right end is now."""
    bar = controller.window.as_of.slider
    mouse(bar, QPoint(bar.width() // 2, bar.height() // 2 + 4), "click", "1")
    yield lambda: controller.state.as_of is not None
    report["day"] = str(controller.state.as_of)
    report["events"] = len(controller.store.programme.events)
    mouse(bar, QPoint(bar.width() - 6, bar.height() // 2 + 4), "click", "1")
    yield lambda: controller.state.as_of is None
    report["events now"] = len(controller.store.programme.events)


def chart(controller: MainController, report: Report) -> Iterator[Callable[[], bool]]:
    """Ctrl+2 raises the slips; a click on a point of the chart opens the event it belongs to."""
    keys("ctrl+2")
    yield controller.window.tabs.isVisible
    panel = controller.window.tabs.currentWidget().findChild(SlipPanel)
    assert panel is not None
    yield lambda: panel.chart.isVisible() and panel.chart.height() > 50
    points = [shape for shape in panel.chart.scene().shapes if isinstance(shape, Mark) and shape.ref]
    report["points"] = len(points)
    alone = (point for point in points if claims_at(panel.chart.scene(), *point.box.centre) == (point.ref,))
    point = next(alone)
    x, y = point.box.centre
    mouse(panel.chart, QPoint(round(x), round(y)), "click", "1")
    event = "event/" + point.ref.split("/")[1]
    yield lambda: controller.state.selection == event
    report["event"] = event


def matrix(controller: MainController, report: Report) -> Iterator[Callable[[], bool]]:
    """Ctrl+3 raises the matrix; a click on a partner opens its pane."""
    keys("ctrl+3")
    yield controller.window.tabs.isVisible
    panel = controller.window.tabs.currentWidget().findChild(MatrixView)
    assert panel is not None
    table = panel.table
    yield lambda: table.isVisible() and table.model().rowCount() > 5
    row = next(row for row in range(table.model().rowCount()) if table.cells.address(row, 0).startswith("partner/"))
    place = table.visualRect(table.model().index(row, 0)).center()
    table.scrollTo(table.model().index(row, 0))
    place = table.visualRect(table.model().index(row, 0)).center()
    mouse(table.viewport(), place, "click", "1")
    yield lambda: controller.state.selection == table.cells.address(row, 0)
    report["partner"] = controller.state.selection


def band(controller: MainController, report: Report) -> Iterator[Callable[[], bool]]:
    """A rubber band with Shift shows exactly what it spans; a double click frames an event; side buttons go back."""
    timeline = controller.window.timeline
    y = timeline.height() - 4
    x1, x2 = timeline.width() // 3, timeline.width() // 2
    days = timeline.canvas.scale().days(x1), timeline.canvas.scale().days(x2)
    subprocess.run(["xdotool", "keydown", "shift"], check=True)
    mouse(timeline, QPoint(x1, y), "mousedown", "1")
    mouse(timeline, QPoint(x2, y), "mouseup", "1", "keyup", "shift")
    yield lambda: controller.state.window.length < 0.9 * (days[1] - days[0]) * 4
    edges = timeline.scene().header_px, timeline.scene().width
    report["off_px"] = [abs(timeline.canvas.scale().x(day) - x) for day, x in zip(days, edges, strict=True)]
    keys("Home")
    yield lambda: controller.state.window.length > 4000
    QApplication.setDoubleClickInterval(400)
    mouse(timeline, label(controller, "event/ce7-launch"), "click", "--repeat", "2", "1")
    yield lambda: controller.state.selection == "event/ce7-launch" and controller.state.window.length < 2000
    framed = controller.state.window
    report["framed"] = framed.start < 20819 < framed.end  # 1 January 2027
    mouse(timeline, QPoint(x1, y), "click", "8")
    yield lambda: controller.state.window != framed
    mouse(timeline, QPoint(x1, y), "click", "9")
    yield lambda: controller.state.window == framed


def measure(controller: MainController, report: Report) -> Iterator[Callable[[], bool]]:
    """Ctrl+click on a second event measures to it; the same again ends it."""
    timeline = controller.window.timeline
    mouse(timeline, label(controller, "event/ce6-launch"), "click", "1")
    yield lambda: controller.state.selection == "event/ce6-launch"
    subprocess.run(["xdotool", "keydown", "ctrl"], check=True)
    mouse(timeline, label(controller, "event/ce6-landing"), "click", "1")
    yield lambda: controller.state.measure_to == "event/ce6-landing"
    report["words"] = [shape.text for shape in timeline.canvas.overlay() if isinstance(shape, Label)]
    report["view"] = controller.state.to_text()
    mouse(timeline, label(controller, "event/ce6-landing"), "click", "1")
    yield lambda: controller.state.measure_to == ""
    subprocess.run(["xdotool", "keyup", "ctrl"], check=True)


def legend(controller: MainController, report: Report) -> Iterator[Callable[[], bool]]:
    """L shows the symbols in view, which change with it; the picture is copied at twice its size."""
    timeline, panel = controller.window.timeline, controller.window.legend
    timeline.setFocus()
    keys("l")
    yield lambda: panel.isVisible() and bool(panel.content.entries)
    report["home"] = [entry.words for entry in panel.content.entries]
    controller.navigation.go_to_date("1 June 2024")
    yield lambda: controller.state.window.length < 3
    yield lambda: [entry.words for entry in panel.content.entries] != report["home"]
    report["day"] = [entry.words for entry in panel.content.entries]
    keys("ctrl+shift+c")
    yield lambda: not QApplication.clipboard().image().isNull()
    image = QApplication.clipboard().image()
    report["ratio"] = image.height() / timeline.height()
    timeline.setFocus()
    keys("l")
    yield lambda: not panel.isVisible()


def lanes(controller: MainController, report: Report) -> Iterator[Callable[[], bool]]:
    """The menu of a lane by mouse and by key: pin, hide; Back takes each back; lanes by country."""
    timeline = controller.window.timeline

    def menu() -> QMenu | None:
        popup = QApplication.activePopupWidget()
        return popup if isinstance(popup, QMenu) else None

    def choose(words: str) -> None:
        shown = menu()
        assert shown is not None
        action = next(action for action in shown.actions() if action.text().replace("&", "") == words)
        mouse(shown, shown.actionGeometry(action).center(), "click", "1")

    before = controller.state
    mouse(timeline, QPoint(60, timeline.height() - 20), "click", "3")
    yield lambda: menu() is not None
    choose("Pin to the top")
    yield lambda: controller.state.pinned_lanes != frozenset()
    report["pinned"] = sorted(controller.state.pinned_lanes)
    keys("alt+Left")
    yield lambda: controller.state == before
    timeline.setFocus()
    controller.select("event/ce7-launch")
    selected = controller.state
    keys("k")
    yield lambda: menu() is not None
    choose("Hide")
    yield lambda: controller.state.hidden_lanes != frozenset()
    report["hidden"] = sorted(controller.state.hidden_lanes)
    keys("alt+Left")
    yield lambda: controller.state == selected
    controller.window.actions_by_id["group-countries"].trigger()
    yield lambda: controller.state.grouping == "countries"
    report["boxes"] = timeline.scene().box_of("event/ce7-launch") is not None


def drag_lane(controller: MainController, report: Report) -> Iterator[Callable[[], bool]]:
    """A header is dragged below another, and Back undoes it; Escape cancels a drag; a click opens the lane."""
    timeline, shown = controller.window.timeline, controller.lanes.visible
    before, state = shown(), controller.state

    def header(lane: str) -> QRect:
        bands = (shape for shape in timeline.scene().shapes if isinstance(shape, Band) and shape.ref == f"lane/{lane}")
        box = next(bands).box
        return QRect(0, round(box.y), round(box.width), round(box.height))

    def start_drag(lane: str, beyond: str) -> QPoint:
        place = QPoint(60, header(beyond).bottom() - 6)
        mouse(timeline, header(lane).center(), "mousedown", "1")
        mouse(timeline, header(lane).center() + QPoint(2, 14))
        mouse(timeline, place)
        return place

    def dragging() -> bool:
        return timeline.cursor().shape() == Qt.CursorShape.ClosedHandCursor

    place = start_drag(before[0], before[1])
    yield dragging
    report["unchanged during the drag"] = shown() == before
    mouse(timeline, place, "mouseup", "1")
    yield lambda: shown() != before
    report["moved"] = shown()[:3] == [before[1], before[0], before[2]]
    keys("alt+Left")
    yield lambda: controller.state == state and shown() == before
    place = start_drag(before[0], before[2])
    yield dragging
    keys("Escape")
    yield lambda: not dragging()
    mouse(timeline, place, "mouseup", "1")
    report["cancelled"] = controller.state == state
    mouse(timeline, header(before[0]).center(), "click", "1")
    yield lambda: controller.state.open_lanes == {before[0]}
    report["unchanged by a click"] = shown() == before


def gestures(controller: MainController, report: Report) -> Iterator[Callable[[], bool]]:
    """A double click on a cluster, a right click on an event, drags with two buttons, a cancelled drag, a date."""
    timeline, home = controller.window.timeline, controller.state.window

    def popup() -> QWidget | None:
        return QApplication.activePopupWidget()

    clusters = (shape for shape in timeline.scene().shapes if isinstance(shape, Cluster))
    cluster = next(shape for shape in clusters if shape.ref.count("/") > 2)
    QApplication.setDoubleClickInterval(400)
    place = QPoint(*map(round, cluster.box.centre))
    mouse(timeline, place, "click", "--repeat", "2", "--delay", "80", "1")
    yield lambda: controller.state.window != home and popup() is None
    window = controller.state.window
    report["within"] = window.start < cluster.first < cluster.last < window.end
    keys("Home")
    yield lambda: controller.state.window == home and not timeline.canvas.animator.running

    mouse(timeline, label(controller, "event/ce6-launch"), "click", "3")
    yield lambda: isinstance(popup(), QMenu)
    menu = popup()
    assert isinstance(menu, QMenu)
    copy = next(action for action in menu.actions() if action.text().replace("&", "") == "Copy the sentence")
    mouse(menu, menu.actionGeometry(copy).center(), "click", "1")
    yield lambda: popup() is None and bool(QApplication.clipboard().text())
    report["sentence"] = QApplication.clipboard().text()

    start = label(controller, "event/ce6-launch")
    mouse(timeline, start, "mousedown", "2")
    mouse(timeline, start + QPoint(40, 0))
    mouse(timeline, start + QPoint(100, 0), "mouseup", "2")
    yield lambda: controller.state.window != home
    report["dragged_px"] = timeline.canvas.scale().x(home.start) - timeline.scene().header_px
    dragged = controller.state.window
    mouse(timeline, QPoint(500, timeline.height() - 6), "mousedown", "1")
    mouse(timeline, QPoint(560, timeline.height() - 6))
    mouse(timeline, QPoint(620, timeline.height() - 6))
    yield lambda: controller.state.window != dragged
    keys("Escape")
    yield lambda: controller.state.window == dragged
    subprocess.run(["xdotool", "mouseup", "1"], check=True)

    timeline.setFocus()
    keys("g")
    yield lambda: isinstance(popup(), GoToDateBox)
    subprocess.run(["xdotool", "type", "gibberish"], check=True)
    box = popup()
    assert isinstance(box, GoToDateBox)
    yield lambda: "gibberish" in box.hint.text()
    keys("ctrl+a")
    subprocess.run(["xdotool", "type", "June 2024"], check=True)
    yield lambda: "June 2024" in box.hint.text()
    keys("Return")
    yield lambda: controller.state.window.length < 60
    yield timeline.hasFocus


def pdf(controller: MainController, report: Report) -> Iterator[Callable[[], bool]]:
    """File ▸ Export PDF, as the dialog hands it on."""
    path = Path(sys.argv[2])
    controller.exports.export_pdf(path)
    yield path.exists


RUNS: dict[str, Run] = {
    run.__name__: run
    for run in (
        esa,
        wheel,
        keyboard,
        as_of,
        search,
        pinyin,
        palette,
        chip,
        cluster,
        band,
        measure,
        legend,
        lanes,
        drag_lane,
        gestures,
        slider,
        chart,
        matrix,
        pdf,
    )
}


def main() -> int:
    """Start the program with its window, let the run control it, close it as a user would."""
    report: Report = {}
    run = RUNS[sys.argv[1]]

    def begin(controller: MainController) -> None:
        QApplication.setDoubleClickInterval(0)  # the robot clicks fast; two clicks shall stay two
        steps = run(controller, report)
        waiting: list[Callable[[], bool]] = [controller.window.isActiveWindow]
        timer = QTimer(controller)
        left = [PATIENCE_MS // POLL_MS]

        def poll() -> None:
            left[0] -= 1
            try:
                if waiting[-1]():
                    waiting.append(next(steps))
                    left[0] = PATIENCE_MS // POLL_MS
                elif left[0] <= 0:
                    raise TimeoutError(f"step {len(waiting) - 1} of {sys.argv[1]} did not succeed")
            except StopIteration:
                timer.stop()
                controller.window.close()
            except BaseException as error:
                report["error"] = f"{type(error).__name__}: {error}"
                timer.stop()
                controller.window.close()

        timer.timeout.connect(poll)
        timer.start(POLL_MS)
        # No window manager runs there, so the window has to be given the focus.
        subprocess.run(["xdotool", "windowfocus", str(int(controller.window.winId()))], check=True)

    code = main_controller.run(data_folder(), today=TODAY, on_ready=begin)
    print(json.dumps(report, ensure_ascii=False))
    return code or ("error" in report)


if __name__ == "__main__":
    sys.exit(main())
