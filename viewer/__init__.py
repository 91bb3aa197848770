"""Farside: a timeline viewer in which every date is a claim."""

__version__ = "0.1.0"
