"""Search among 10,000 and 100,000 titles: the first search, which builds the index, and the next ones."""

from __future__ import annotations

from statistics import median
from time import perf_counter

from tests.benchmarks.figures import Figure, write_figures
from tests.generated_programme import TODAY, generate_programme
from viewer.query.search import Index

SIZES = (10_000, 100_000)
WORDS = ("lander", "rover 99", "发射", "institute 7", "launch of seismometer")
HITS = 7


def figures(events: int) -> list[Figure]:
    index = Index(generate_programme(events).as_of(TODAY))
    seconds = []
    for words in ("first", *WORDS):
        start = perf_counter()
        index.search(words, HITS)
        seconds.append(perf_counter() - start)
    titles = f"search among {events:,} titles"
    return [
        Figure(f"{titles}: the first, which builds the index", seconds[0], "s"),
        Figure(f"{titles}: the next ones, median of words", median(seconds[1:]), "s"),
    ]


if __name__ == "__main__":
    write_figures([figure for size in SIZES for figure in figures(size)])
