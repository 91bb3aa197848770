"""The curated programme, as it is and with many further events."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from tests.generated_programme import generate_programme
from viewer.load.loader import LoadResult, load_programme
from viewer.model.programme import Programme
from viewer.resources import data_folder


@cache
def curated_data() -> LoadResult:
    """The result of `load_programme`, read once for all tests of a process: it is frozen, so they may share it."""
    return load_programme(data_folder())


def enlarged_curated_programme(events: int) -> Programme:
    """The curated programme as written, with so many generated events of its missions and partners in addition."""
    curated = curated_data().programme
    assert curated is not None
    missions = [mission.id for mission in curated.missions]
    partners = [partner.id for partner in curated.partners]
    more = tuple(
        replace(
            event,
            missions=(missions[number % len(missions)],),
            partners=(partners[number % len(partners)],) if number % 3 == 0 else (),
            claims=tuple(replace(claim, sources=()) for claim in event.claims),
        )
        for number, event in enumerate(generate_programme(events).events)
    )
    return replace(curated, events=(*curated.events, *more))
