"""The two sizes of a programme at which the program changes how it works. There are no others."""

from __future__ import annotations

SMALL = 2_000  # up to this many events every change is made synchronously; above, it runs as a background task
LARGE = 50_000  # above this many events less is kept and listed: fewer snapshots, charts of the most important dates
