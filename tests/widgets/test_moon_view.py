"""Landing sites: a click or a key selects the mission, a tooltip has the sources, the credit is always there."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.crowd import crowd
from tests.curated import curated_data
from viewer.i18n import use
from viewer.model.programme import Programme
from viewer.resources import resource
from viewer.state import ViewState, home
from viewer.theme import DARK, LIGHT
from viewer.timeline.moon import VIEWS
from viewer.timeline.moon_scene import CREDIT, landings
from viewer.timeline.scene import Label, Mark
from viewer.widgets.beside import AT_ONCE
from viewer.widgets.moon_view import MoonView, moon_image, side

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def programme() -> Programme:
    loaded = curated_data()
    assert loaded.programme is not None
    return loaded.programme.as_of(TODAY)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use("en")
    yield
    use("en")


@pytest.fixture
def view(qtbot: QtBot, programme: Programme) -> MoonView:
    view = MoonView()
    qtbot.addWidget(view)
    view.resize(1000, 380)
    view.show_theme(LIGHT)
    view.show_programme(programme, ViewState(home(programme)), TODAY)
    return view


def mark_of(view: MoonView, mission: str) -> QPoint:
    number = [site.mission for site in view.sites].index(mission)
    mark = next(
        shape
        for shape in view.moon().scene.shapes
        if isinstance(shape, Mark) and shape.ref == f"site/{number}"
    )
    return QPoint(*(round(value) for value in mark.box.centre))


def test_every_side_is_shipped_with_its_credit() -> None:
    for one in VIEWS:
        assert side(one.id).width() == side(one.id).height() >= 500
    assert CREDIT in (resource("moon") / "CREDIT.txt").read_text()


def test_a_click_on_a_site_wishes_for_its_mission_and_beside_it_for_nothing(
    view: MoonView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.select_requested) as wish:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=mark_of(view, "chang-e-6"))
    assert wish.args == ["mission/chang-e-6"]
    with qtbot.assertNotEmitted(view.select_requested):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
        qtbot.mouseClick(view, Qt.MouseButton.RightButton, pos=mark_of(view, "chang-e-6"))


def test_showing_wishes_nothing_and_rings_the_selected_mission(
    view: MoonView, programme: Programme, qtbot: QtBot
) -> None:
    before = view.grab().toImage()
    with qtbot.assertNotEmitted(view.select_requested):
        view.show_programme(programme, ViewState(home(programme), selection="mission/chang-e-7"), TODAY)
    assert view.grab().toImage() != before


def test_arrows_walk_the_sites_and_enter_opens(view: MoonView, qtbot: QtBot) -> None:
    view.show()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    with qtbot.assertNotEmitted(view.select_requested):
        qtbot.keyClick(view, Qt.Key.Key_Return)  # nothing is chosen yet
        qtbot.keyClick(view, Qt.Key.Key_Right)
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == view.sites[1].words()
    with qtbot.waitSignal(view.select_requested) as wish:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert wish.args == [f"mission/{view.sites[1].mission}"]
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.accessibleDescription() == view.sites[0].words()
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.accessibleDescription() == view.sites[-1].words()


def test_a_tooltip_has_coordinates_and_sources(view: MoonView) -> None:
    where = mark_of(view, "chang-e-6")
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, where, view.mapToGlobal(where)))
    assert "41.6385° S, 153.9852° W" in QToolTip.text()
    assert "Sources: " in QToolTip.text()
    QToolTip.hideText()
    assert view.tip("") == ""


def test_the_hand_says_what_can_be_clicked(view: MoonView, qtbot: QtBot) -> None:
    view.show()
    qtbot.mouseMove(view, mark_of(view, "chang-e-7"))
    assert view.cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(view, QPoint(3, 3))
    assert view.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_the_credit_is_always_in_sight(view: MoonView) -> None:
    for size in ((1000, 380), (500, 220), (240, 180)):
        view.resize(*size)
        QApplication.sendPostedEvents()
        view.grab()
        scene = view.moon().scene
        (credit,) = (one for one in scene.shapes if isinstance(one, Label) and CREDIT in one.text)
        assert 0 < credit.box.y < credit.box.bottom <= view.height()


def test_words_follow_the_language(view: MoonView) -> None:
    use("zh")
    view.retranslate()
    assert "嫦娥六号" in view.accessibleDescription()
    assert "嫦娥六号" in {shape.text for shape in view.moon().scene.shapes if isinstance(shape, Label)}


def test_what_was_not_known_has_no_site(view: MoonView, programme: Programme) -> None:
    loaded = curated_data().programme
    assert loaded is not None
    view.show_programme(loaded.as_of(date(2011, 1, 1)), ViewState(home(programme)), TODAY)
    assert view.sites == ()
    view.grab()
    assert "mission" not in view.accessibleDescription()


def test_a_mission_has_a_picture_of_its_own_sites(qtbot: QtBot, programme: Programme) -> None:
    made = moon_image(programme, "chang-e-6", LIGHT, 300.0, 2.0)
    assert made.width() == 600
    assert made.devicePixelRatio() == 2.0
    assert made != moon_image(programme, "chang-e-7", LIGHT, 300.0, 2.0)
    assert made != moon_image(programme, "chang-e-6", DARK, 300.0, 2.0)


@pytest.mark.parametrize("mission", ["chang-e-8", "queqiao-2", "tiandu", "nobody"])
def test_a_mission_without_a_known_place_on_the_moon_has_no_picture(
    qtbot: QtBot, programme: Programme, mission: str
) -> None:
    assert moon_image(programme, mission, LIGHT, 300.0, 1.0).isNull()


def test_of_very_many_events_the_sites_are_found_beside_the_window(view: MoonView, qtbot: QtBot) -> None:
    before, of = view.sites, crowd(3 * AT_ONCE).as_of(date(2024, 1, 10))
    view.show_programme(of, ViewState(home(of)), TODAY)
    assert view.sites is before
    qtbot.waitUntil(lambda: not view.busy)
    assert view.sites == landings(of)
    assert view.sites != before


def test_the_sites_of_a_mission_are_those_of_the_whole_that_are_its_own(programme: Programme) -> None:
    every = landings(programme)
    for mission in programme.missions:
        assert landings(programme, mission.id) == tuple(site for site in every if site.mission == mission.id)
