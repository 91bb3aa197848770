"""The two sizes of a programme at which the program changes how it works. There are no others."""

from __future__ import annotations

SMALL = 2_000  # Up to this many events every change is made synchronously. Above, it runs as a background task.

LARGE = 50_000
"""Above this many events less is kept and less is listed: fewer snapshots, charts of the most important dates."""
