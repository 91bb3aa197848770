"""Exports, prints and previews from the window: in the background, with progress, Cancel and errors in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event, current_thread, main_thread
from typing import cast

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.printing.sample import STATE, TODAY, small_programme
from tests.qt import image_of
from viewer import __version__
from viewer.app.export_controller import ExportController
from viewer.app.main_window import AppContext, MainWindow
from viewer.app.settings import Settings
from viewer.app.store import Store
from viewer.export import registry
from viewer.export.registry import FORMATS, ExportFormat, format_by_id
from viewer.export_request import ExportedFile, ExportRequest
from viewer.model.programme import Programme
from viewer.page_options import PageOptions
from viewer.printing import printer
from viewer.progress import ProgressCallback
from viewer.theme import LIGHT
from viewer.widgets.page_view import FIT_PAGE
from viewer.widgets.print_preview import PrintPreview

WAIT_MS = 20_000


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def context_of(window: QWidget, programme: Programme, messages: list[str], folder: Path) -> AppContext:
    """The context of a controller that needs no more of the window than a parent of its dialogs."""
    store = Store(programme, STATE, TODAY)
    return AppContext(store, cast(MainWindow, window), Settings(), messages.append, lambda: folder, lambda: LIGHT)


@pytest.fixture
def messages() -> list[str]:
    return []


@pytest.fixture
def controller(window: QWidget, messages: list[str], tmp_path_factory: pytest.TempPathFactory) -> ExportController:
    return ExportController(context_of(window, small_programme(60), messages, tmp_path_factory.mktemp("data")))


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of the message boxes."""
    texts: list[str] = []
    for name in ("warning", "information"):
        monkeypatch.setattr(QMessageBox, name, lambda _parent, _title, text: texts.append(text))
    return texts


class Gate:
    """A format whose work waits until it is let go, and reports progress then."""

    def __init__(self) -> None:
        self.started, self.go_on = Event(), Event()
        self.on_worker = False

    def write(self, request: ExportRequest, progress: ProgressCallback) -> ExportedFile:
        self.on_worker = current_thread() is not main_thread()
        self.started.set()
        self.go_on.wait()
        progress(0.5)
        return ExportedFile(b"written")

    @property
    def format(self) -> ExportFormat:
        return ExportFormat("gate", "txt", "Gate", self.write)


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.go_on.set()


def preview_of(controller: ExportController, qtbot: QtBot) -> PrintPreview:
    """The dialog with its first pages."""
    dialog = controller.create_preview()
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.task.ended, timeout=WAIT_MS):
        dialog.show()
    return dialog


def progress_dialog(window: QWidget) -> QProgressDialog | None:
    return next((dialog for dialog in window.findChildren(QProgressDialog) if dialog.isVisible()), None)


# ── files ───────────────────────────────────────────────────────────────────────────────────────


def test_an_export_runs_in_the_background(
    controller: ExportController, qtbot: QtBot, tmp_path: Path, messages: list[str], gate: Gate
) -> None:
    path = tmp_path / "a.txt"
    controller.export(path, gate.format)
    assert gate.started.wait(5)
    assert gate.on_worker
    assert not path.exists()
    with qtbot.waitSignal(controller.task.ended, timeout=WAIT_MS):
        gate.go_on.set()
    assert path.read_bytes() == b"written"
    assert messages == [f"Written: {path}"]


def test_slow_work_shows_its_progress_and_a_busy_cursor(
    controller: ExportController, window: QWidget, qtbot: QtBot, tmp_path: Path, gate: Gate
) -> None:
    controller.export(tmp_path / "a.txt", gate.format)
    assert progress_dialog(window) is None
    cursor = QGuiApplication.overrideCursor()
    assert cursor is not None
    assert cursor.shape() is Qt.CursorShape.BusyCursor
    qtbot.waitUntil(lambda: progress_dialog(window) is not None)
    with qtbot.waitSignal(controller.task.ended, timeout=WAIT_MS):
        gate.go_on.set()
    assert QGuiApplication.overrideCursor() is None
    qtbot.waitUntil(lambda: progress_dialog(window) is None)


def test_a_cancelled_export_leaves_the_file_as_it_was(
    controller: ExportController, window: QWidget, qtbot: QtBot, tmp_path: Path, messages: list[str], gate: Gate
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("before")
    controller.export(path, gate.format)
    qtbot.waitUntil(lambda: progress_dialog(window) is not None)
    dialog = progress_dialog(window)
    assert dialog is not None
    dialog.findChildren(QPushButton)[0].click()
    gate.go_on.set()
    assert messages == ["Stopped; nothing was written."]
    assert not controller.task.busy
    controller.export(tmp_path / "b.csv", format_by_id("csv"))  # starts when the cancelled work has ended
    qtbot.waitUntil((tmp_path / "b.csv").exists, timeout=WAIT_MS)
    assert path.read_text() == "before"
    assert {file.name for file in tmp_path.iterdir()} == {"a.txt", "b.csv"}


def test_a_file_that_cannot_be_written_is_named_in_a_box(
    controller: ExportController, qtbot: QtBot, tmp_path: Path, messages: list[str], boxes: list[str]
) -> None:
    with qtbot.waitSignal(controller.task.ended, timeout=WAIT_MS):
        controller.export_pdf(tmp_path / "absent" / "a.pdf")
    assert boxes == [f"{tmp_path / 'absent' / 'a.pdf'} was not written: No such file or directory."]
    assert messages == []
    assert QGuiApplication.overrideCursor() is None


def test_a_fault_of_the_program_is_not_taken_for_a_file_that_cannot_be_written(
    controller: ExportController, qtbot: QtBot, tmp_path: Path, boxes: list[str]
) -> None:
    def fail(_request: ExportRequest, _progress: ProgressCallback) -> ExportedFile:
        raise ZeroDivisionError("a fault")

    with qtbot.captureExceptions() as exceptions, qtbot.waitSignal(controller.task.ended, timeout=WAIT_MS):
        controller.export(tmp_path / "a.txt", ExportFormat("faulty", "txt", "Faulty", fail))
    assert [str(error) for _type, error, _traceback in exceptions] == ["a fault"]
    assert boxes == []


def test_a_box_lists_what_the_format_cannot_hold(
    controller: ExportController, qtbot: QtBot, tmp_path: Path, boxes: list[str]
) -> None:
    def write(_request: ExportRequest, _progress: ProgressCallback) -> ExportedFile:
        return ExportedFile(b"", ("No colours.", "No dates."))

    with qtbot.waitSignal(controller.task.ended, timeout=WAIT_MS):
        controller.export(tmp_path / "a.txt", ExportFormat("poor", "txt", "Poor", write))
    assert boxes == ["No colours.\n\nNo dates."]


@pytest.mark.parametrize(("answer", "written"), [("a", ["a.pdf"]), ("b.pdf", ["b.pdf"]), ("", [])])
def test_a_pdf_is_written_to_the_file_that_the_user_chooses(
    controller: ExportController,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    answer: str,
    written: list[str],
) -> None:
    chosen = str(tmp_path / answer) if answer else ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (chosen, ""))
    controller.ask_pdf()
    qtbot.waitUntil(lambda: not controller.task.busy, timeout=WAIT_MS)
    assert [file.name for file in tmp_path.iterdir()] == written


def test_the_data_are_attached_to_a_pdf(window: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "programme.yaml").write_text("title: {en: Two missions}\n")
    controller = ExportController(context_of(window, small_programme(), [], folder))
    with qtbot.waitSignal(controller.task.ended, timeout=WAIT_MS):
        controller.export_pdf(tmp_path / "a.pdf")
    assert set(PdfReader(tmp_path / "a.pdf").attachments) == {"programme.yaml"}


@pytest.mark.parametrize(
    ("name", "filter_of", "expected"),
    [
        ("a", "png", ("a.png", "png")),
        ("a.svg", "png", ("a.svg", "svg")),
        ("a.json", "png", ("a.json", "json")),
        ("a.json", "timelinejs", ("a.json", "timelinejs")),
        ("a", "timelinejs", ("a.json", "timelinejs")),
        ("a.csv", "timelinejs", ("a.csv", "csv")),
        ("a.doc", "csv", ("a.doc", "csv")),
    ],
)
def test_the_suffix_and_the_filter_choose_the_format(
    controller: ExportController,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    name: str,
    filter_of: str,
    expected: tuple[str, str],
) -> None:
    """The user chooses the file `name` and the filter of the format `filter_of`; `expected` are file and format."""
    proposals: list[str] = []

    def choose(_parent: QWidget, _title: str, proposal: str, filters: str, selected: str) -> tuple[str, str]:
        proposals.extend((Path(proposal).name, selected))
        title = format_by_id(filter_of).title
        return str(tmp_path / name), next(text for text in filters.split(";;") if text.startswith(title))

    exports: list[tuple[str, str]] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(controller, "export", lambda path, form: exports.append((str(path), form.id)))
    controller.ask_export()
    assert exports == [(str(tmp_path / expected[0]), expected[1])]
    assert proposals == ["farside-2026-11-22.png", "Picture, PNG (*.png)"]


def test_the_dialog_offers_every_format(controller: ExportController, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[str] = []

    def cancel(_parent: QWidget, _title: str, _proposal: str, filters: str, _selected: str) -> tuple[str, str]:
        offered.extend(filters.split(";;"))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", cancel)
    controller.ask_export()
    assert offered == [f"{file_format.title} (*.{file_format.suffix})" for file_format in FORMATS]
    assert registry.FORMATS is FORMATS


# ── paper ───────────────────────────────────────────────────────────────────────────────────────


def test_the_preview_shows_the_pages_that_are_written(
    controller: ExportController, qtbot: QtBot, tmp_path: Path, messages: list[str]
) -> None:
    dialog = preview_of(controller, qtbot)
    dialog.paper.setCurrentText("A3")
    dialog.paper.activated.emit(dialog.paper.currentIndex())
    qtbot.waitUntil(lambda: controller.options == PageOptions(paper="A3"), timeout=WAIT_MS)
    with qtbot.waitSignal(controller.task.ended, timeout=WAIT_MS):
        controller.export_pdf(tmp_path / "a.pdf")
    pages = PdfReader(tmp_path / "a.pdf").pages
    assert dialog.page_text.text() == f"Page 1 of {len(pages)}"
    assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == (1191, 842)
    assert f"Farside {__version__}" in pages[0].extract_text()
    assert messages == [f"Written: {tmp_path / 'a.pdf'}"]


@pytest.mark.parametrize("focus", ["print", ""])
def test_the_preview_opens_with_the_focus_where_the_command_wants_it(
    controller: ExportController, monkeypatch: pytest.MonkeyPatch, focus: str
) -> None:
    focused: list[bool] = []

    def show(dialog: PrintPreview) -> int:
        focused.append(dialog.focusWidget() is dialog.print_button)
        dialog.reject()
        return dialog.result()

    monkeypatch.setattr(printer, "printer_names", lambda: ("Hall",))
    monkeypatch.setattr(PrintPreview, "exec", show)
    controller.preview(focus)
    assert focused == [focus == "print"]


def first_page(dialog: PrintPreview, qtbot: QtBot) -> QImage:
    """The first page as the preview shows it, whole, once it is drawn; without its edge of a pixel."""

    def is_drawn() -> bool:
        dialog.view.viewport().grab()  # requests what is not drawn yet
        return not dialog.view.task.busy

    dialog.view.fit(FIT_PAGE)
    qtbot.waitUntil(is_drawn, timeout=WAIT_MS)
    image = image_of(dialog.view.viewport())
    ground = image.pixel(2, 2)
    left = next(x for x in range(image.width()) if image.pixel(x, 40) != ground)
    right = next(x for x in reversed(range(image.width())) if image.pixel(x, 40) != ground)
    top = next(y for y in range(image.height()) if image.pixel(left + 20, y) != ground)
    bottom = next(y for y in range(top + 1, image.height()) if image.pixel(left + 20, y) == ground)
    return image.copy(left + 2, top + 2, right - left - 4, bottom - top - 4)


def test_the_preview_draws_the_pages(controller: ExportController, qtbot: QtBot) -> None:
    image = first_page(preview_of(controller, qtbot), qtbot)
    width, height = image.width(), image.height()
    assert height == pytest.approx(width * 210 / 297, abs=4)
    pixels = [image.pixelColor(x, y).lightness() for x in range(0, width, 2) for y in range(0, height, 2)]
    assert sum(pixel < 128 for pixel in pixels) > 10
    assert image.pixelColor(2, 2).lightness() == 255  # the margin


def test_a_layout_that_is_cancelled_keeps_the_pages(
    controller: ExportController, qtbot: QtBot, messages: list[str]
) -> None:
    dialog = preview_of(controller, qtbot)
    before = first_page(dialog, qtbot)
    dialog.options_requested.emit(PageOptions(paper="A3"))
    progress = dialog.findChild(QProgressDialog)
    assert progress is not None
    progress.canceled.emit()
    assert messages == ["Stopped; nothing was written."]
    assert controller.options == PageOptions()
    assert first_page(dialog, qtbot) == before


def test_later_options_replace_those_that_are_being_laid_out(controller: ExportController, qtbot: QtBot) -> None:
    dialog = preview_of(controller, qtbot)
    for paper in ("A3", "A2"):
        dialog.options_requested.emit(PageOptions(paper=paper))
    dialog.options_requested.emit(PageOptions(paper="A5", portrait=True))
    qtbot.waitUntil(lambda: controller.options == PageOptions(paper="A5", portrait=True), timeout=WAIT_MS)
    page = first_page(dialog, qtbot)
    assert page.height() == pytest.approx(page.width() * 210 / 148, abs=6)
    assert QGuiApplication.overrideCursor() is None


def test_closing_the_preview_cancels_its_layout(controller: ExportController, qtbot: QtBot) -> None:
    dialog = controller.create_preview()
    qtbot.addWidget(dialog)
    busy = [dialog.task.busy]
    dialog.reject()
    assert [*busy, dialog.task.busy] == [True, False]
    assert QGuiApplication.overrideCursor() is None


def test_a_job_that_fails_is_named_in_a_box_and_the_preview_stays(
    controller: ExportController, qtbot: QtBot, messages: list[str], boxes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> int:
        raise OSError("the printer takes no further page")

    dialog = preview_of(controller, qtbot)
    monkeypatch.setattr(printer, "print_document", fail)
    with qtbot.waitSignal(controller.task.ended, timeout=WAIT_MS):
        dialog.print_requested.emit("Hall", PageOptions())
    assert boxes == ["Hall was not written: the printer takes no further page."]
    assert dialog.isVisible()
    assert messages == []


def test_a_job_that_was_sent_closes_the_preview(
    controller: ExportController, qtbot: QtBot, messages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = preview_of(controller, qtbot)
    monkeypatch.setattr(printer, "print_document", lambda *_arguments: 3)
    with qtbot.waitSignal(controller.task.ended, timeout=WAIT_MS):
        dialog.print_requested.emit("Hall", PageOptions())
    assert messages == ["Sent to Hall"]
    assert not dialog.isVisible()
