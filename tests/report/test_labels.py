"""Bodies that have a map, and the labels of events that name them."""

from __future__ import annotations

import pytest

from tests.builders import text
from tests.report.sample import claim, event, programme
from viewer.i18n import LANGUAGES, use
from viewer.model.entities import Mission, Place, Site
from viewer.model.kinds import EventKind
from viewer.model.programme import Programme
from viewer.report.labels import bodies, event_kind_label, has_site_map, label_of_event, mapped_body


def with_sites(*body_ids: str, body: str = "") -> Programme:
    """A programme of one mission with a site on each of the bodies."""
    sites = tuple(Site(name=text(f"Site on {body_id}"), body=body_id) for body_id in body_ids)
    return programme(missions=(Mission(id="m", name=text("M"), lane="moon", sites=sites),), body=body)


def test_every_body_has_views_and_texts_in_both_languages() -> None:
    for body in bodies().values():
        titles = [view.title for view in body.views]
        texts = (body.name, body.sites, body.location, *body.event_kinds.values(), *titles)
        assert all(text.get(code) for text in texts for code in LANGUAGES)


@pytest.mark.parametrize(
    ("body_ids", "programme_body", "mapped", "has_map"),
    [
        ((), "", "", False),
        (("earth", "mars"), "", "", False),
        (("earth", "moon"), "", "moon", True),
        (("",), "", "", False),
        (("",), "moon", "moon", True),
        (("",), "mars", "", False),
        ((), "moon", "moon", False),
        (("mars",), "moon", "moon", False),
    ],
)
def test_the_map_is_of_a_body_that_has_one(
    body_ids: tuple[str, ...], programme_body: str, mapped: str, has_map: bool
) -> None:
    shown = with_sites(*body_ids, body=programme_body)
    assert (mapped_body(shown), has_site_map(shown)) == (mapped, has_map)


@pytest.mark.parametrize(
    ("programme_body", "place", "label"),
    [
        ("", None, "landing"),
        ("moon", None, "landing on the Moon"),
        ("mars", None, "landing"),
        ("moon", "mars", "landing"),
        ("mars", "moon", "landing on the Moon"),
    ],
)
def test_the_label_of_a_landing_names_the_body_of_its_place_or_of_the_programme(
    programme_body: str, place: str | None, label: str
) -> None:
    where = None if place is None else Place(name=text("There"), body=place)
    landing = event("a", claim("2030"), kind=EventKind.LANDING, place=where)
    assert label_of_event(programme(landing, body=programme_body), landing) == label


def test_labels_that_name_a_body_are_in_the_current_language() -> None:
    use("zh")
    assert event_kind_label(EventKind.LANDING, "moon") == "月面着陆"
    assert event_kind_label(EventKind.ASCENT, "moon") == "月面起飞"
    assert event_kind_label(EventKind.LANDING, "") == "着陆"
    assert event_kind_label(EventKind.LAUNCH, "moon") == event_kind_label(EventKind.LAUNCH, "")
