"""The print preview: its signals, which pages are drawn, which options are refused."""

from __future__ import annotations

import pytest
from msgspec import Struct
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.builders import page_options
from tests.qt import run_event_loop, turn_wheel
from viewer.page_options import PageOptions
from viewer.widgets.page_view import CACHED_IMAGES, FIT_PAGE, FIT_WIDTH
from viewer.widgets.print_preview import PrintPreview


class BlankPages(Struct):
    """Blank pages, which record what was drawn of them."""

    count: int = 30
    page_mm: tuple[float, float] = (297.0, 210.0)
    columns: int = 1
    drawn: list[tuple[int, int]] = []

    def image(self, number: int, width_px: int) -> QImage:
        self.drawn.append((number, width_px))
        image = QImage(width_px, round(width_px * 0.7), QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        return image


@pytest.fixture
def dialog(qtbot: QtBot) -> PrintPreview:
    dialog = PrintPreview(PageOptions(), ("Office", "Hall"))
    qtbot.addWidget(dialog)
    dialog.show_pages(BlankPages())
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def choose(dialog: PrintPreview, name: str, value: object) -> None:
    """Choose in a box as a user does."""
    box = getattr(dialog, name)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def wheel(dialog: PrintPreview, steps: int, keys: Qt.KeyboardModifier) -> None:
    turn_wheel(dialog.view.viewport(), QPointF(200, 200), QPoint(0, 120 * steps), keys)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("paper", "A3", "paper=A3"),
        ("orientation", True, "portrait=yes"),
        ("colour", True, "black=yes"),
        ("worksheet", "dates", "blank=dates"),
    ],
)
def test_a_choice_requests_pages(dialog: PrintPreview, qtbot: QtBot, name: str, value: object, text: str) -> None:
    with qtbot.waitSignal(dialog.options_requested) as requested:
        choose(dialog, name, value)
    assert requested.args == [page_options(text)]


def test_parts_and_posters_request_pages(dialog: PrintPreview, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.options_requested) as requested:
        for name, box in dialog.parts.items():
            if name != "timeline":
                box.click()
        dialog.poster.click()
        dialog.across.setValue(4)
    assert requested.args == [PageOptions(parts=("timeline",), poster=(4, 2))]


def test_fields_show_the_options_given(qtbot: QtBot) -> None:
    options = page_options(
        "paper=Letter;portrait=yes;margin=20;black=yes;parts=timeline,sources;pages=2-3;poster=5x4;blank=titles"
    )
    dialog = PrintPreview(options, ())
    qtbot.addWidget(dialog)
    assert dialog.options() == options


def test_many_quick_changes_are_one_request(dialog: PrintPreview, qtbot: QtBot) -> None:
    requests: list[PageOptions] = []
    dialog.options_requested.connect(requests.append)
    with qtbot.waitSignal(dialog.options_requested):
        for mm in range(13, 20):
            dialog.margin.setValue(mm)
    assert [options.margin_mm for options in requests] == [19.0]


def test_only_pages_in_view_are_drawn(dialog: PrintPreview, qtbot: QtBot) -> None:
    pages = BlankPages(count=400)
    dialog.show_pages(pages)
    qtbot.waitUntil(lambda: bool(pages.drawn))
    assert max(number for number, _width in pages.drawn) < 4
    pages.drawn.clear()
    with qtbot.waitSignal(dialog.view.current_changed):
        dialog.view.go_to(200)
    qtbot.waitUntil(lambda: bool(pages.drawn))
    assert {number for number, _width in pages.drawn} <= set(range(199, 204))


def test_a_range_requests_no_other_pages(dialog: PrintPreview, qtbot: QtBot) -> None:
    requests: list[PageOptions] = []
    dialog.options_requested.connect(requests.append)
    qtbot.keyClicks(dialog.pages, "2-4,9")
    qtbot.waitUntil(lambda: dialog.count.text() == "4 sheets")
    assert requests == []


@pytest.mark.parametrize("text", ["x", "4-2", "0", "77"])
def test_a_range_without_pages_is_an_error(dialog: PrintPreview, qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(dialog.pages, text)
    qtbot.waitUntil(lambda: bool(dialog.error.text()))
    assert not dialog.print_button.isEnabled()
    dialog.pages.clear()
    qtbot.keyClicks(dialog.pages, "3")
    qtbot.waitUntil(lambda: not dialog.error.text())
    assert dialog.print_button.isEnabled()


def test_printing_applies_the_last_change(dialog: PrintPreview, qtbot: QtBot) -> None:
    dialog.printer.setCurrentText("Hall")
    choose(dialog, "paper", "A3")
    with qtbot.waitSignal(dialog.print_requested) as requested:
        dialog.print_button.click()
    assert requested.args == ["Hall", PageOptions(paper="A3")]


def test_a_pdf_is_requested(dialog: PrintPreview, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.pdf_requested) as requested:
        dialog.pdf_button.click()
    assert requested.args == [PageOptions()]


def test_without_a_printer_only_a_pdf_is_offered(qtbot: QtBot) -> None:
    dialog = PrintPreview(PageOptions(), ())
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.print_button.isVisible()
    assert dialog.pdf_button.isVisible()


def test_zoom_fits_and_steps(dialog: PrintPreview) -> None:
    view = dialog.view
    view.fit(FIT_PAGE)
    page = view.zoom
    view.fit(FIT_WIDTH)
    width = view.zoom
    assert width >= page
    assert view.horizontalScrollBar().maximum() == 0
    view.zoom_by(2.0)
    assert view.zoom == pytest.approx(width * 2)
    wheel(dialog, 1, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == pytest.approx(width * 2.5)
    assert dialog.zoom_text.text() == f"{round(view.zoom * 100)} %"


def test_zoom_stays_within_its_limits(dialog: PrintPreview) -> None:
    for _step in range(40):
        dialog.view.zoom_by(0.5)
    assert dialog.view.zoom == 0.1
    for _step in range(40):
        dialog.view.zoom_by(2.0)
    assert dialog.view.zoom == 4.0


def test_keys_turn_the_pages(dialog: PrintPreview, qtbot: QtBot) -> None:
    dialog.view.fit(FIT_PAGE)
    before = dialog.page_text.text()
    qtbot.keyClick(dialog.view, Qt.Key.Key_End)
    assert dialog.page_text.text() == "Page 30 of 30"
    qtbot.keyClick(dialog.view, Qt.Key.Key_Home)
    assert dialog.page_text.text() == before == "Page 1 of 30"
    qtbot.keyClick(dialog.view, Qt.Key.Key_PageDown)
    assert dialog.page_text.text() == "Page 2 of 30"


@pytest.mark.parametrize("mode", [FIT_PAGE, FIT_WIDTH])
def test_the_page_looked_at_stays_when_the_window_gets_another_size(
    dialog: PrintPreview, qtbot: QtBot, mode: str
) -> None:
    dialog.view.fit(mode)
    qtbot.keyClick(dialog.view, Qt.Key.Key_End)
    for width, height in ((900, 500), (1300, 760), (700, 420)):
        dialog.resize(width, height)
        run_event_loop()
        assert dialog.page_text.text() == "Page 30 of 30"
    dialog.view.go_to(14)
    dialog.resize(1200, 700)
    run_event_loop()
    assert dialog.page_text.text() == "Page 15 of 30"


@pytest.mark.parametrize("number", [0, 29])
@pytest.mark.parametrize(("width", "height"), [(640, 480), (1120, 760), (400, 1000)])
def test_fitting_the_page_leaves_neither_end(dialog: PrintPreview, number: int, width: int, height: int) -> None:
    for zoom in (0.2, 0.9, 3.0):
        dialog.resize(width, height)
        dialog.view.fit(FIT_WIDTH)
        dialog.view.zoom_by(zoom)
        dialog.view.go_to(number)
        before = dialog.page_text.text()
        dialog.view.fit(FIT_PAGE)
        assert dialog.page_text.text() == before


def test_a_poster_lies_side_by_side(dialog: PrintPreview, qtbot: QtBot) -> None:
    pages = BlankPages(count=6, columns=3)
    dialog.show_pages(pages)
    dialog.view.fit(FIT_WIDTH)
    qtbot.waitUntil(lambda: len({number for number, _width in pages.drawn}) == 6)


def test_pages_turn_back_from_the_end_however_many_are_in_sight(dialog: PrintPreview, qtbot: QtBot) -> None:
    while dialog.view.zoom > 0.11:
        dialog.view.zoom_by(0.8)
    qtbot.keyClick(dialog.view, Qt.Key.Key_End)
    assert dialog.page_text.text() == "Page 30 of 30"
    for _press in range(30):
        qtbot.keyClick(dialog.view, Qt.Key.Key_PageUp)
    assert dialog.page_text.text() == "Page 1 of 30"
    for _press in range(30):
        qtbot.keyClick(dialog.view, Qt.Key.Key_PageDown)
    assert dialog.page_text.text() == "Page 30 of 30"


def test_plus_and_minus_zoom_the_pages(dialog: PrintPreview, qtbot: QtBot) -> None:
    dialog.view.fit(FIT_PAGE)
    before = dialog.view.zoom
    qtbot.keyClick(dialog.view, Qt.Key.Key_Plus)
    assert dialog.view.zoom > before
    qtbot.keyClick(dialog.view, Qt.Key.Key_Minus)
    assert dialog.view.zoom == pytest.approx(before)


def test_the_wheel_and_the_arrow_keys_scroll(dialog: PrintPreview, qtbot: QtBot) -> None:
    dialog.view.fit(FIT_WIDTH)
    bar = dialog.view.verticalScrollBar()
    wheel(dialog, -1, Qt.KeyboardModifier.NoModifier)
    turned = bar.value()
    assert turned > 0
    qtbot.keyClick(dialog.view, Qt.Key.Key_Down)
    assert bar.value() > turned


def test_pages_left_long_ago_are_drawn_again(dialog: PrintPreview, qtbot: QtBot) -> None:
    pages = BlankPages(count=200)
    dialog.show_pages(pages)
    dialog.view.fit(FIT_PAGE)
    for number in (0, *range(100, 100 + CACHED_IMAGES)):
        dialog.view.go_to(number)
        qtbot.waitUntil(lambda number=number: any(drawn == number for drawn, _px in pages.drawn))  # type: ignore[misc]
    qtbot.waitUntil(lambda: not dialog.view.task.busy)
    pages.drawn.clear()
    dialog.view.go_to(0)
    qtbot.waitUntil(lambda: any(drawn == 0 for drawn, _px in pages.drawn))


def test_there_is_no_page_past_the_last(dialog: PrintPreview) -> None:
    dialog.view.go_to(3)
    dialog.view.go_to(30)
    assert dialog.page_text.text() == "Page 4 of 30"


@pytest.mark.parametrize("button", ["print_button", "pdf_button"])
def test_a_range_without_pages_is_not_printed(dialog: PrintPreview, qtbot: QtBot, button: str) -> None:
    qtbot.keyClicks(dialog.pages, "77")
    with qtbot.assertNotEmitted(dialog.print_requested), qtbot.assertNotEmitted(dialog.pdf_requested):
        getattr(dialog, button).click()
    assert dialog.error.text()


def test_before_the_pages_are_laid_out_none_is_shown(qtbot: QtBot) -> None:
    dialog = PrintPreview(PageOptions(), ())
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog.view, Qt.Key.Key_End)
    assert dialog.view.page_text() == ""
    assert dialog.view.zoom == 1.0
