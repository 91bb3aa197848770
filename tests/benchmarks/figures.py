"""A measured figure with its bar, and the table of figures."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, json

PIECES = ("frames", "memory", "navigation", "search", "startup", "loading", "changes", "exporting")
"""The modules that measure; each runs in a process of its own."""


class Figure(Struct, frozen=True):
    """`value` in `unit`; `bar` is the most it may be (None: shown, not judged)."""

    name: str
    value: float
    unit: str
    bar: float | None = None

    @property
    def holds(self) -> bool:
        return self.bar is None or self.value <= self.bar

    def row(self) -> tuple[str, str, str, str]:
        bar = "" if self.bar is None else f"{self.bar:.3g} {self.unit}"
        return (self.name, f"{self.value:.3g} {self.unit}", bar, "" if not bar else "yes" if self.holds else "NO")


def write_figures(figures: Sequence[Figure]) -> None:
    """Write `figures` to standard output, for the process that started this one."""
    print(json.encode(list(figures)).decode())


def read_figures(text: str) -> list[Figure]:
    """The figures in the last line of the output of a process."""
    return json.decode(text.splitlines()[-1], type=list[Figure])


def table(figures: Sequence[Figure]) -> str:
    """As Markdown, columns aligned."""
    rows = [("what", "measured", "bar", "holds"), *(figure.row() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines) + "\n"
