"""Refs: built, split, distinguished from other texts."""

from __future__ import annotations

import pytest

from viewer.ref import event_ref, id_of, kind_of, make_ref, split_ref


def test_a_ref_is_kind_and_id() -> None:
    assert event_ref("launch") == make_ref("event", "launch") == "event/launch"
    assert split_ref("event/launch") == ("event", "launch")
    assert kind_of("lane/policy") == "lane"
    assert id_of("lane/policy", "lane") == "policy"


def test_an_id_may_have_parts() -> None:
    assert split_ref("claim/launch/3") == ("claim", "launch/3")
    assert id_of("away/event/launch", "away") == "event/launch"


@pytest.mark.parametrize("text", ["", "launch", "unheard-of/launch", "farside:event/launch"])
def test_other_texts_are_no_refs(text: str) -> None:
    assert split_ref(text) == ("", "")
    assert kind_of(text) == ""
    assert id_of(text, "event") == ""


def test_a_ref_of_another_kind_has_no_id() -> None:
    assert id_of("mission/x", "event") == ""
