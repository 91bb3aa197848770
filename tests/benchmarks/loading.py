"""Opening 100,000 events from YAML and from the cache, and the longest pause of the window meanwhile."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.benchmarks.event_loop import Change, empty_frame_ms, is_idle, measure_work, open_window, scaled
from tests.benchmarks.figures import Figure, write_figures
from tests.generated_programme import generate_programme
from viewer.app.main_controller import MainController
from viewer.load.cache import load_cached
from viewer.model.edtf import parse
from viewer.model.entities import Event
from viewer.model.programme import Programme

EVENTS, FEW = 100_000, 5_000
A_FILE = 500
"""Events in a file."""
REPEATS = 5


def write(programme: Programme, folder: Path) -> None:
    """Write the generated parts of `programme` as YAML."""
    head = programme.head
    lanes = "".join(f"  - {{id: {lane.id}, title: {lane.title.en}}}\n" for lane in head.lanes)
    (folder / "programme.yaml").write_text(
        f"title: {head.title.en}\nhome: {head.home.text}\nlanes:\n{lanes}current_to: {head.current_to.text}\n"
    )
    for name in ("sources", "partners", "missions", "events"):
        (folder / name).mkdir(parents=True)
    (folder / "sources" / "all.yaml").write_text(
        "".join(
            f'- {{id: {it.id}, title: {it.title.en}, publisher: {it.publisher}, published: "{it.published.text}", '
            f"kind: {it.kind.value}}}\n"
            for it in programme.sources
        )
    )
    (folder / "partners" / "all.yaml").write_text(
        "".join(f"- {{id: {it.id}, name: {it.name.en}, kind: {it.kind.value}}}\n" for it in programme.partners)
    )
    for mission in programme.missions:
        text = f"id: {mission.id}\nname: {mission.name.en}\nlane: {mission.lane}\n"
        (folder / "missions" / f"{mission.id}.yaml").write_text(text)
    for first in range(0, len(programme.events), A_FILE):
        some = programme.events[first : first + A_FILE]
        text = "".join(line for event in some for line in event_lines(event))
        (folder / "events" / f"{first:07}.yaml").write_text(text)


def event_lines(event: Event) -> Iterator[str]:
    yield f'- id: {event.id}\n  title: {{en: "{event.title.en}", zh: "{event.title.zh or event.title.en}"}}\n'
    yield f"  missions: [{event.missions[0]}]\n  kind: {event.kind.value}\n  importance: {event.importance}\n"
    yield f"  partners: [{', '.join(event.partners)}]\n  claims:\n"
    for claim in event.claims:
        said = f', said: "{claim.said.text}"' if claim.said else ""
        outcome = f", outcome: {claim.outcome.value}" if claim.outcome else ""
        yield f'    - {{when: "{claim.when.text}"{said}{outcome}, sources: [{", ".join(claim.sources)}]}}\n'


def measure_reading(controller: MainController, folder: Path) -> Change:
    """How soon `folder` is shown, and the longest pause while it is read."""
    before = controller.opening.loaded
    return measure_work(
        lambda: controller.opening.open(folder), lambda: controller.opening.loaded is not before and is_idle(controller)
    )


def parsing_ms() -> float:
    """The time to parse 250 distinct dates."""
    texts = [f"20{n:02}-{1 + n % 12:02}{mark}" for n in range(50) for mark in ("", "~", "?", "%", "-05")]
    times = []
    for _ in range(10):
        parse.cache_clear()
        start = perf_counter()
        for text in texts:
            parse(text)
        times.append(perf_counter() - start)
    return 1000 * min(times)


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="farside-bench-") as place:
        large, small, cache = Path(place, "large"), Path(place, "small"), Path(place, "cache")
        for folder, events in ((large, EVENTS), (small, FEW)):
            folder.mkdir()
            write(generate_programme(events), folder)
        times = []
        for _ in range(2):
            start = perf_counter()
            loaded = load_cached(large, cache)
            times.append(perf_counter() - start)
            assert not loaded.diagnostics, loaded.diagnostics[:3]
        controller = open_window()
        cold, warm, frames_ms = [], [], [empty_frame_ms()]
        for number in range(REPEATS):
            cold.append(measure_reading(controller, rewritten(small, number)).pause_ms)
            frames_ms.append(empty_frame_ms())
        load_cached(large)
        for _ in range(REPEATS):
            warm.append(measure_reading(controller, large).pause_ms)
            frames_ms.append(empty_frame_ms())
    return [
        Figure("opening 100,000 events of YAML", times[0], "s"),
        Figure("opening them again, from the cache", times[1], "s"),
        Figure("the second opening to the first", times[1] / times[0], "×", 0.08),
        Figure("parsing 250 dates", parsing_ms(), "ms", scaled(5.0, frames_ms)),
        Figure("longest pause of the window, reading YAML", median(cold), "ms", scaled(50.0, frames_ms)),
        Figure(
            "longest pause of the window, 100,000 events from the cache", median(warm), "ms", scaled(200.0, frames_ms)
        ),
    ]


def rewritten(folder: Path, number: int) -> Path:
    """`folder` with a small change, so that no cache has it."""
    head = folder / "programme.yaml"
    head.write_text(f"{head.read_text()}# {number}\n")
    return folder


if __name__ == "__main__":
    write_figures(figures())
