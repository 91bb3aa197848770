"""`./test bench [PIECE …] [--write]`: prints every figure with its bar. The exit code is 1 if one is missed.

`--write` writes the figures and their picture to `docs/performance.md`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from tests.benchmarks.figures import PIECES, Figure, read_figures, table

LONGEST_S = 900


def measure(piece: str) -> list[Figure]:
    """The figures of a piece; AssertionError with its output if it fails."""
    with tempfile.TemporaryDirectory(prefix="farside-bench-") as home:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {
            "QT_QPA_PLATFORM": "offscreen",
            "FARSIDE_SETTINGS": "",
            "FARSIDE_CACHE": f"{home}/cache",
            "LANGUAGE": "en",
        }
        command = [sys.executable, "-m", f"tests.benchmarks.{piece}"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=LONGEST_S)
        assert done.returncode == 0, done.stdout + done.stderr
        return read_figures(done.stdout)


def main(arguments: list[str]) -> int:
    if {"-h", "--help"} & set(arguments):
        print(f"usage: ./test bench [PIECE …] [--write]; PIECE is one of {', '.join(PIECES)}")
        return 0
    pieces = [name for name in arguments if not name.startswith("-")]
    if unknown := sorted(set(pieces) - set(PIECES)):
        print(f"no such piece: {', '.join(unknown)} (there are {', '.join(PIECES)})", file=sys.stderr)
        return 2
    figures: list[Figure] = []
    for piece in pieces or PIECES:
        measured = measure(piece)
        print(table(measured), flush=True)
        figures += measured
    if "--write" in arguments and not pieces:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # the picture needs fonts, and no screen
        from tests.benchmarks.page import write

        write(figures)
    missed = [figure.name for figure in figures if not figure.holds]
    for name in missed:
        print(f"missed: {name}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
