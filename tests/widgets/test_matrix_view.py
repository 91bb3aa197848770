"""The table of partners and missions: selection by click and key, highlights by hover, texts for screen readers."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QToolButton, QToolTip
from pytestqt.qtbot import QtBot

from tests.curated import curated_data, enlarged_curated_programme
from tests.qt import TODAY
from viewer.i18n import use
from viewer.limits import SMALL
from viewer.model.programme import Programme
from viewer.report.matrix import Contribution, build_matrix
from viewer.state import ViewState, home
from viewer.theme import DARK, LIGHT
from viewer.timeline.matrix_scene import TOTALS
from viewer.timeline.scene import Label
from viewer.widgets.matrix_table import MatrixModel, MatrixTable
from viewer.widgets.matrix_view import MatrixView


@pytest.fixture
def view(qtbot: QtBot, programme: Programme) -> MatrixView:
    view = MatrixView()
    qtbot.addWidget(view)
    view.resize(1300, 600)
    view.show_theme(LIGHT)
    view.show_programme(programme, ViewState(home(programme)), TODAY)
    view.show()
    return view


def cell_of(table: MatrixTable, partner: str, mission: str = "") -> QModelIndex:
    """The cell of a partner (of all: "") and a mission (all: "")."""
    row = next(n for n, line in enumerate(table.cells.lines) if line.partner == partner)
    missions = [column.mission for column in table.cells.matrix.columns]
    return table.cells.index(row, 1 + missions.index(mission) if mission else TOTALS)


def contributions(table: MatrixTable, index: QModelIndex) -> tuple[Contribution, ...]:
    cell = table.cells.cell(index.row(), index.column())
    assert cell is not None
    return cell.contributions


def click(qtbot: QtBot, table: MatrixTable, index: QModelIndex, words: str = "") -> None:
    """On a word of a cell, else in its lower right corner."""
    table.scrollTo(index)
    rect = table.visualRect(index)
    where = rect.bottomRight() - QPoint(3, 3)
    for shape in table.shapes(index.row(), index.column()):
        if words and isinstance(shape, Label) and shape.text.startswith(words):
            where = rect.topLeft() + QPointF(shape.box.x + 4, shape.box.centre[1]).toPoint()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_the_model_passes_the_model_tester(programme: Programme, qtbot: QtBot) -> None:
    model = MatrixModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_matrix(build_matrix(programme), frozenset({"china"}))
    assert model.rowCount() == len(model.lines) > 30
    assert model.columnCount() == 1 + len(model.matrix.columns)
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
    del tester


def test_an_empty_table_has_no_lines(qtbot: QtBot) -> None:
    view = MatrixView()
    qtbot.addWidget(view)
    assert view.table.cells.rowCount() == 0
    assert view.table.cells.line(0).partner == ""


@pytest.mark.parametrize(
    ("partner", "mission", "words", "address"),
    [
        ("france", "chang-e-6", "DORN", "event/dorn-surface"),
        ("uae", "chang-e-7", "Rashid", "event/uae-rashid2-out"),
        ("venezuela", "ilrs", "Ground", "partner/venezuela"),
        ("france", "", "", "partner/france"),
        ("", "chang-e-8", "", "mission/chang-e-8"),
    ],
)
def test_a_click_selects_what_the_cell_says(
    view: MatrixView, qtbot: QtBot, partner: str, mission: str, words: str, address: str
) -> None:
    with qtbot.waitSignal(view.select_requested) as request:
        click(qtbot, view.table, cell_of(view.table, partner, mission), words)
    assert request.args == [address]


def test_each_payload_of_a_cell_leads_to_its_own_event(view: MatrixView, qtbot: QtBot) -> None:
    cell = cell_of(view.table, "china", "chang-e-6")
    items = contributions(view.table, cell)
    addresses: list[str] = []
    view.select_requested.connect(addresses.append)
    for item in items:
        click(qtbot, view.table, cell, item.short_name[:4])
    assert addresses == [item.address for item in items]
    assert len(set(addresses)) == len(items) > 1


def test_a_click_on_nothing_selects_nothing(view: MatrixView, qtbot: QtBot) -> None:
    title = view.table.cells.index(1, 0)
    with qtbot.assertNotEmitted(view.select_requested):
        click(qtbot, view.table, cell_of(view.table, "venezuela", "chang-e-6"))
        click(qtbot, view.table, cell_of(view.table, "", ""))
        click(qtbot, view.table, title)
        qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.RightButton, pos=QPoint(300, 20))


def test_showing_emits_nothing(view: MatrixView, programme: Programme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.select_requested), qtbot.assertNotEmitted(view.events_hovered):
        view.show_programme(programme.as_of(TODAY), ViewState(home(programme), selection="partner/esa"), TODAY)
        view.show_theme(DARK)
        use("zh")
        view.retranslate()


def test_a_header_selects_its_partner_or_mission(view: MatrixView, qtbot: QtBot) -> None:
    table, down, across = view.table, view.table.verticalHeader(), view.table.horizontalHeader()
    row = cell_of(table, "bahrain").row()
    name = QPoint(90, down.sectionViewportPosition(row) + 10)
    with qtbot.waitSignal(view.select_requested) as request:
        qtbot.mouseClick(down.viewport(), Qt.MouseButton.LeftButton, pos=name)
    assert request.args == ["partner/bahrain"]
    column = cell_of(table, "", "chang-e-7").column()
    with qtbot.waitSignal(view.select_requested) as request:
        head = QPoint(across.sectionViewportPosition(column) + 20, 20)
        qtbot.mouseClick(across.viewport(), Qt.MouseButton.LeftButton, pos=head)
    assert request.args == ["mission/chang-e-7"]
    with qtbot.assertNotEmitted(view.select_requested):
        qtbot.mouseClick(down.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(90, 10))  # all partners
        qtbot.mouseClick(down.viewport(), Qt.MouseButton.RightButton, pos=name)
        qtbot.mouseClick(across.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))  # all missions


def test_the_branch_indicator_expands_and_collapses_the_parts(view: MatrixView, qtbot: QtBot) -> None:
    down = view.table.verticalHeader()

    def click_indicator() -> None:
        row = cell_of(view.table, "bahrain").row()
        indicator = QPoint(15, down.sectionViewportPosition(row) + 12)
        with qtbot.assertNotEmitted(view.select_requested):
            qtbot.mouseClick(down.viewport(), Qt.MouseButton.LeftButton, pos=indicator)

    before = view.table.cells.rowCount()
    click_indicator()
    assert view.expanded == frozenset({"bahrain"})
    assert view.table.cells.line(cell_of(view.table, "bahrain").row() + 1).partner == "nssa-bh"
    click_indicator()
    assert view.table.cells.rowCount() == before


def test_enter_selects_what_the_cell_says_its_partner_or_its_mission(view: MatrixView, qtbot: QtBot) -> None:
    view.table.setCurrentIndex(cell_of(view.table, "france", "chang-e-6"))
    none, shift, control = (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.ShiftModifier,
        Qt.KeyboardModifier.ControlModifier,
    )
    for modifier, address in ((none, "event/dorn-surface"), (shift, "partner/france"), (control, "mission/chang-e-6")):
        with qtbot.waitSignal(view.select_requested) as request:
            qtbot.keyClick(view.table, Qt.Key.Key_Return, modifier)
        assert request.args == [address]
    view.table.setCurrentIndex(cell_of(view.table, "", ""))
    with qtbot.assertNotEmitted(view.select_requested):
        qtbot.keyClick(view.table, Qt.Key.Key_Return)
        qtbot.keyClick(view.table, Qt.Key.Key_Return, shift)
        qtbot.keyClick(view.table, Qt.Key.Key_Return, control)


def test_plus_and_minus_expand_and_collapse_and_keep_the_current_cell(view: MatrixView, qtbot: QtBot) -> None:
    view.table.setCurrentIndex(cell_of(view.table, "france", "chang-e-6"))
    qtbot.keyClick(view.table, Qt.Key.Key_Minus)
    assert view.expanded == frozenset()
    qtbot.keyClick(view.table, Qt.Key.Key_Plus)
    assert view.expanded == frozenset({"france"})
    assert view.table.currentIndex() == cell_of(view.table, "france", "chang-e-6")
    qtbot.keyClick(view.table, Qt.Key.Key_Plus)
    assert view.expanded == frozenset({"france"})
    qtbot.keyClick(view.table, Qt.Key.Key_Minus)
    assert view.expanded == frozenset()


def test_arrow_keys_skip_the_titles(view: MatrixView, qtbot: QtBot) -> None:
    view.table.setCurrentIndex(cell_of(view.table, "", "chang-e-6"))
    qtbot.keyClick(view.table, Qt.Key.Key_Down)
    here = view.table.currentIndex()
    assert view.table.cells.line(here.row()).partner == view.table.cells.line(2).partner != ""
    qtbot.keyClick(view.table, Qt.Key.Key_Right)
    assert view.table.currentIndex().column() == here.column() + 1


def test_hovering_emits_the_events_of_a_payload_a_cell_a_partner_or_a_mission(
    view: MatrixView, programme: Programme, qtbot: QtBot
) -> None:
    table = view.table
    highlighted: list[tuple[str, ...]] = []
    view.events_hovered.connect(highlighted.append)
    cell = cell_of(table, "china", "chang-e-6")
    table.hover(cell.row(), cell.column(), "")
    assert set(highlighted[-1]) >= {event.id for event in programme.events_of_payload["icube-q"]}
    table.hover(cell.row(), cell.column(), contributions(table, cell)[0].address)
    assert highlighted[-1] == tuple(event.id for event in programme.events_of_payload["nils"])
    partner = cell_of(table, "china")
    table.hover(partner.row(), -1)
    assert highlighted[-1] == tuple(event.id for event in programme.events_of_partner["china"])
    table.hover(-1, cell.column())
    assert highlighted[-1] == tuple(event.id for event in programme.events_of_mission["chang-e-6"])
    table.hover(0, cell.column())
    table.hover(0, TOTALS)
    assert highlighted[-1] == ()
    emitted = len(highlighted)
    table.hover(-1, -1)
    assert len(highlighted) == emitted


def test_moving_the_mouse_highlights_and_leaving_ends_it(view: MatrixView, qtbot: QtBot) -> None:
    table = view.table
    highlighted: list[tuple[str, ...]] = []
    view.events_hovered.connect(highlighted.append)
    cell = cell_of(table, "france", "chang-e-6")
    qtbot.mouseMove(table.viewport(), table.visualRect(cell).topLeft() + QPoint(30, 12))
    assert "dorn-surface" in highlighted[-1]
    assert table.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    QApplication.sendEvent(table, QEvent(QEvent.Type.Leave))
    assert highlighted[-1] == ()
    down, across = table.verticalHeader(), table.horizontalHeader()
    qtbot.mouseMove(down.viewport(), QPoint(60, down.sectionViewportPosition(cell.row()) + 5))
    assert table.hovered == (cell.row(), -1)
    qtbot.mouseMove(across.viewport(), QPoint(across.sectionViewportPosition(cell.column()) + 5, 5))
    assert table.hovered == (-1, cell.column())
    QApplication.sendEvent(across, QEvent(QEvent.Type.Leave))
    assert table.hovered == (-1, -1)


def test_screen_readers_get_the_full_text_of_a_cell(view: MatrixView) -> None:
    table = view.table
    assert str(cell_of(table, "france", "chang-e-6").data()).startswith(
        "DORN: Detection of Outgassing RadoN, 4.5 kg (flown); "
    )
    assert cell_of(table, "venezuela", "chang-e-6").data() == ""
    total = str(cell_of(table, "", "chang-e-8").data())
    assert "10 payloads; known:" in total
    assert "200 kg offered" in total
    heads = [table.model().headerData(n, Qt.Orientation.Vertical) for n in range(table.model().rowCount())]
    assert heads[:2] == ["All partners", "Countries"]
    assert table.model().headerData(TOTALS, Qt.Orientation.Horizontal) == "All missions"
    assert table.model().headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.SizeHintRole) is None
    assert table.accessibleName() == "Partners and missions"
    assert "withdrawn or barred" in view.legend.accessibleDescription()


def test_a_tooltip_has_the_full_text_escaped(view: MatrixView, qtbot: QtBot) -> None:
    cell = cell_of(view.table, "uae", "chang-e-7")
    tip = view.table.cells.tooltip(cell.row(), cell.column())
    assert "withdrawn or barred" in tip
    assert "24 March 2023" in tip
    assert view.table.cells.tooltip(1, 0) == ""
    for widget, where in (
        (view.table.viewport(), view.table.visualRect(cell_of(view.table, "", "chang-e-8")).center()),
        (view.table.horizontalHeader().viewport(), QPoint(300, 10)),
    ):
        QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, where, widget.mapToGlobal(where)))
        assert QToolTip.text().startswith("<p>")
    QToolTip.hideText()


def test_the_buttons_group_by_kind_and_expand_all(view: MatrixView, qtbot: QtBot) -> None:
    by_country, by_kind, parts = view.findChildren(QToolButton)
    rows = view.table.cells.rowCount()
    qtbot.mouseClick(parts, Qt.MouseButton.LeftButton)
    assert view.table.cells.rowCount() > 2 * rows
    assert cell_of(view.table, "dsel").row() > cell_of(view.table, "china").row()
    qtbot.mouseClick(by_kind, Qt.MouseButton.LeftButton)
    assert "Companies" in [line.title for line in view.table.cells.lines]
    assert parts.isHidden()
    qtbot.mouseClick(by_country, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(parts, Qt.MouseButton.LeftButton)
    assert view.table.cells.rowCount() == rows


def test_the_table_follows_the_day(view: MatrixView, programme: Programme) -> None:
    loaded = curated_data().programme
    assert loaded is not None
    view.show_programme(loaded.as_of(date(2021, 1, 1)), ViewState(home(programme)), TODAY)
    assert view.matrix.totals.payloads < build_matrix(programme).totals.payloads


def test_hovering_and_the_theme_change_the_picture(view: MatrixView) -> None:
    def picture() -> QImage:
        return view.grab().toImage()

    plain = picture()
    cell = cell_of(view.table, "bahrain", "chang-e-7")
    view.table.hover(cell.row(), cell.column())
    assert picture() != plain
    view.table.hover(-1, -1)
    assert picture() == plain
    view.show_theme(DARK)
    assert picture() != plain


def test_a_low_panel_hides_its_legend(view: MatrixView) -> None:
    assert view.legend.isVisible()
    view.resize(1300, 200)
    assert not view.legend.isVisible()
    view.resize(1300, 600)
    assert view.legend.isVisible()


def test_the_matrix_of_a_large_programme_is_built_in_the_background(view: MatrixView, qtbot: QtBot) -> None:
    before, large = view.matrix, enlarged_curated_programme(SMALL).as_of(TODAY)
    view.show_programme(large, ViewState(home(large)), TODAY)
    assert view.matrix is before, "the old matrix stays until the new one is built"
    qtbot.waitUntil(lambda: not view.task.busy)
    assert view.matrix == build_matrix(large)
    assert view.matrix != before


def test_expanding_a_row_builds_no_new_matrix(view: MatrixView) -> None:
    before = view.matrix
    view.table.expand_requested.emit("china")
    assert view.matrix is before
    assert "china" in view.expanded


def test_beside_the_cells_there_is_no_address(view: MatrixView) -> None:
    table = view.table
    assert table.address_at(QPoint(table.viewport().width() + 50, 5)) == ""
