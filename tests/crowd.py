"""The curated programme among very many other events of its missions and partners."""

from __future__ import annotations

from msgspec import structs
from msgspec.structs import replace

from tests.curated import curated_data
from tests.generated_programme import generate_programme
from viewer.model.programme import Programme


def crowd(events: int) -> Programme:
    """The curated programme as written, with so many events more."""
    curated = curated_data().programme
    assert curated is not None
    missions = [mission.id for mission in curated.missions]
    partners = [partner.id for partner in curated.partners]
    more = tuple(
        structs.replace(
            event,
            missions=(missions[number % len(missions)],),
            partners=(partners[number % len(partners)],) if number % 3 == 0 else (),
            claims=tuple(structs.replace(claim, sources=()) for claim in event.claims),
        )
        for number, event in enumerate(generate_programme(events).events)
    )
    return replace(curated, events=(*curated.events, *more))
