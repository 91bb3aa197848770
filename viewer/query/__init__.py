"""Questions asked of a programme: what a filter leaves, what a text finds."""

from viewer.query.filter import Certainty, Filter
from viewer.query.folding import folded

__all__ = ["Certainty", "Filter", "folded"]
