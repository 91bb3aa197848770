"""`./test bench [PIECE …] [--write]`: every figure with its bar; exit 1 when one is missed.

`--write` renews `docs/performance.md` and its picture with what was measured.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from tests.benchmarks.figures import PIECES, Figure, table, taken_over

LONGEST_S = 900


def measured(piece: str) -> list[Figure]:
    """What a piece found; AssertionError with its output when it failed."""
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
        return taken_over(done.stdout)


def main(arguments: list[str]) -> int:
    if {"-h", "--help"} & set(arguments):
        print(f"usage: ./test bench [PIECE …] [--write]; PIECE is one of {', '.join(PIECES)}")
        return 0
    chosen = [name for name in arguments if not name.startswith("-")]
    if unknown := sorted(set(chosen) - set(PIECES)):
        print(f"no such piece: {', '.join(unknown)} (there are {', '.join(PIECES)})", file=sys.stderr)
        return 2
    figures: list[Figure] = []
    for piece in chosen or PIECES:
        found = measured(piece)
        print(table(found), flush=True)
        figures += found
    if "--write" in arguments and not chosen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # the picture needs fonts, and no screen
        from tests.benchmarks.page import write

        write(figures)
    missed = [figure.name for figure in figures if not figure.holds]
    for name in missed:
        print(f"missed: {name}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
