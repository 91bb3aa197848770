"""A small sound programme to break, cache and change."""

from __future__ import annotations

from pathlib import Path

import pytest

HEAD = """\
title: A small programme
home: "2024/2030"
lanes:
  - {id: probes, title: Probes}
current_to: "2026-11-22"
languages: [en, zh]
zones: [{label: Beijing, offset: "+08:00"}]
frameworks: [{id: ilrs, name: ILRS}]
offers: [{mission: one, kg: 20.5, said: "2024", sources: [daily]}]
views: [{title: All, view: "window=2024-01-01/2036-01-01"}]
"""
SOURCES = """\
- id: daily
  title: {en: Daily news, zh: 日报}
  publisher: The Daily
  published: "2024-06-27"
  accessed: 2026-11-22
  url: https://example.org/a?b=c
  kind: press
"""
MISSION = """\
id: one
name: One
lane: probes
facts: [{label: Launch mass, value: 8 350, unit: kg, sources: [daily]}]
components: [{name: Lander, mass_kg: 3.5e3, sources: [daily]}]
sites: [{name: Crater, latitude: -88.8, longitude: 123, sources: [daily]}]
payloads:
  - {id: camera, name: Camera, partners: [irf], results: [{text: It worked, said: 2024-06-27, sources: [daily]}]}
"""
PARTNERS = """\
- {id: sweden, name: Sweden, kind: country, country: SE}
- {id: irf, name: IRF, kind: agency, part_of: sweden, roles: [{text: Builds it, sources: [daily]}]}
"""
EVENTS = """\
- id: launch
  title: {en: Launch, zh: 发射}
  missions: [one]
  kind: launch
  importance: 5
  payloads: [camera]
  framework: ilrs
  place: {name: Wenchang, latitude: 19.6, longitude: 110.9}
  claims:
    - {when: 2026~, said: 2024-06-27, by: irf, replaces: true, sources: [daily]}
    - {when: "2026-08-23T01:02Z", outcome: done, sources: [daily]}
- id: landing
  title: Landing
  lane: probes
  kind: landing
  needs: [launch]
  claims: [{when: unknown, said: 2024-06-27, sources: [daily]}]
"""
QUOTES = """\
- {id: q, by: irf, said: "2024-06-27", text: Well, event: launch, verbatim: false, sources: [daily]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A programme without a fault, with every struct of the model in it."""
    made = tmp_path / "programme"
    parts = {
        "sources/news": SOURCES,
        "missions/one": MISSION,
        "partners/all": PARTNERS,
        "events/moon": EVENTS,
        "quotes/words": QUOTES,
    }
    for name, text in ({"programme": HEAD} | parts).items():
        file = made / f"{name}.yaml"
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text(text, "utf-8")
    (made / "events" / "README.md").write_text("Notes.")
    (made / ".hidden.yaml").write_text("[")
    return made
