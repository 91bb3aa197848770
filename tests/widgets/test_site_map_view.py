"""The map of sites: clicks and keys select a mission, the tooltip has the sources, the credit is always visible."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.curated import curated_data, enlarged_curated_programme
from tests.qt import TODAY
from viewer.i18n import use
from viewer.limits import SMALL
from viewer.model.programme import Programme
from viewer.report.labels import bodies
from viewer.resources import resource
from viewer.state import ViewState, home
from viewer.theme import DARK, LIGHT
from viewer.timeline.scene import Label, Mark
from viewer.timeline.site_map import site_map
from viewer.widgets.site_map_view import SiteMapView, load_view_picture, mission_site_image

MOON = bodies()["moon"]


@pytest.fixture
def view(qtbot: QtBot, programme: Programme) -> SiteMapView:
    view = SiteMapView()
    qtbot.addWidget(view)
    view.resize(1000, 380)
    view.show_theme(LIGHT)
    view.show_programme(programme, ViewState(home(programme)), TODAY)
    return view


def mark_of(view: SiteMapView, mission: str) -> QPoint:
    number = [site.mission for site in view.sites].index(mission)
    mark = next(
        shape for shape in view.scene().scene.shapes if isinstance(shape, Mark) and shape.ref == f"site/{number}"
    )
    return QPoint(*(round(value) for value in mark.box.centre))


def test_every_view_is_shipped_with_its_picture_and_credit() -> None:
    for name, body in bodies().items():
        for body_view in body.views:
            picture = load_view_picture(name, body_view)
            assert picture.width() == picture.height() >= 500
        assert body.credit in (resource("bodies") / name / "CREDIT.txt").read_text()


def test_a_click_on_a_site_selects_its_mission_and_next_to_it_nothing(view: SiteMapView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.select_requested) as request:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=mark_of(view, "chang-e-6"))
    assert request.args == ["mission/chang-e-6"]
    with qtbot.assertNotEmitted(view.select_requested):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
        qtbot.mouseClick(view, Qt.MouseButton.RightButton, pos=mark_of(view, "chang-e-6"))


def test_showing_emits_nothing_and_marks_the_selected_mission(
    view: SiteMapView, programme: Programme, qtbot: QtBot
) -> None:
    before = view.grab().toImage()
    with qtbot.assertNotEmitted(view.select_requested):
        view.show_programme(programme, ViewState(home(programme), selection="mission/chang-e-7"), TODAY)
    assert view.grab().toImage() != before


def test_arrow_keys_go_from_site_to_site_and_enter_selects(view: SiteMapView, qtbot: QtBot) -> None:
    view.show()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    with qtbot.assertNotEmitted(view.select_requested):
        qtbot.keyClick(view, Qt.Key.Key_Return)  # no site is current yet
        qtbot.keyClick(view, Qt.Key.Key_Right)
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == view.sites[1].words()
    with qtbot.waitSignal(view.select_requested) as request:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert request.args == [f"mission/{view.sites[1].mission}"]
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.accessibleDescription() == view.sites[0].words()
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.accessibleDescription() == view.sites[-1].words()


def test_a_tooltip_has_coordinates_and_sources(view: SiteMapView) -> None:
    where = mark_of(view, "chang-e-6")
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, where, view.mapToGlobal(where)))
    assert "41.6385° S, 153.9852° W" in QToolTip.text()
    assert "Sources: " in QToolTip.text()
    QToolTip.hideText()
    assert view.tooltip("") == ""


def test_the_cursor_shows_what_can_be_clicked(view: SiteMapView, qtbot: QtBot) -> None:
    view.show()
    qtbot.mouseMove(view, mark_of(view, "chang-e-7"))
    assert view.cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(view, QPoint(3, 3))
    assert view.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_the_credit_is_always_visible(view: SiteMapView) -> None:
    for size in ((1000, 380), (500, 220), (240, 180)):
        view.resize(*size)
        QApplication.sendPostedEvents()
        view.grab()
        scene = view.scene().scene
        (credit,) = (shape for shape in scene.shapes if isinstance(shape, Label) and MOON.credit in shape.text)
        assert 0 < credit.box.y < credit.box.bottom <= view.height()


def test_texts_follow_the_language(view: SiteMapView) -> None:
    use("zh")
    view.retranslate()
    assert "嫦娥六号" in view.accessibleDescription()
    assert "嫦娥六号" in {shape.text for shape in view.scene().scene.shapes if isinstance(shape, Label)}


def test_sites_that_were_not_known_are_not_shown(view: SiteMapView, programme: Programme) -> None:
    loaded = curated_data().programme
    assert loaded is not None
    view.show_programme(loaded.as_of(date(2011, 1, 1)), ViewState(home(programme)), TODAY)
    assert view.sites == ()
    view.grab()
    assert "mission" not in view.accessibleDescription()


def test_a_mission_has_a_picture_of_its_own_sites(qtbot: QtBot, programme: Programme) -> None:
    image = mission_site_image(programme, "chang-e-6", LIGHT, 300.0, 2.0)
    assert image.width() == 600
    assert image.devicePixelRatio() == 2.0
    assert image != mission_site_image(programme, "chang-e-7", LIGHT, 300.0, 2.0)
    assert image != mission_site_image(programme, "chang-e-6", DARK, 300.0, 2.0)


@pytest.mark.parametrize("mission", ["chang-e-8", "queqiao-2", "tiandu", "nobody"])
def test_a_mission_without_a_located_site_on_the_moon_has_no_picture(
    qtbot: QtBot, programme: Programme, mission: str
) -> None:
    assert mission_site_image(programme, mission, LIGHT, 300.0, 1.0).isNull()


def test_the_sites_of_a_large_programme_are_collected_in_the_background(view: SiteMapView, qtbot: QtBot) -> None:
    before, large = view.sites, enlarged_curated_programme(2 * SMALL).as_of(date(2024, 1, 10))
    view.show_programme(large, ViewState(home(large)), TODAY)
    assert view.sites is before
    qtbot.waitUntil(lambda: not view.task.busy)
    assert view.sites == site_map(large).sites
    assert view.sites != before


def test_without_a_body_that_has_a_map_the_view_is_empty(view: SiteMapView, programme: Programme) -> None:
    elsewhere = Programme(replace(programme.head, body="mars")).as_of(TODAY)
    view.show_programme(elsewhere, ViewState(home(elsewhere)), TODAY)
    view.grab()
    assert view.sites == ()
    assert view.accessibleName() == view.accessibleDescription() == ""


def test_the_accessible_name_names_the_body(view: SiteMapView) -> None:
    assert view.accessibleName() == "Landing sites on the Moon"


def test_without_a_programme_the_map_is_empty_in_every_language(qtbot: QtBot) -> None:
    view = SiteMapView()
    qtbot.addWidget(view)
    use("zh")
    view.retranslate()
    assert view.accessibleDescription() == ""
