"""Search among a million titles: how long the first search takes, which builds the index, and the next ones."""

from __future__ import annotations

from statistics import median
from time import perf_counter

from tests.benchmarks.figures import Figure, hand_over
from tests.benchmarks.made import TODAY, made
from viewer.query.search import Index

EVENTS = 1_000_000
WORDS = ("lander", "rover 99", "发射", "institute 7", "launch of seismometer")
HITS = 7


def figures() -> list[Figure]:
    index = Index(made(EVENTS).as_of(TODAY))
    seconds = []
    for words in ("first", *WORDS):
        start = perf_counter()
        index.search(words, HITS)
        seconds.append(perf_counter() - start)
    return [
        Figure("search among 1,000,000 titles: the first, which builds the index", seconds[0], "s"),
        Figure("search among 1,000,000 titles: the next ones, median of words", median(seconds[1:]), "s"),
    ]


if __name__ == "__main__":
    hand_over(figures())
