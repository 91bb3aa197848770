"""Paths of the files that Farside ships: pictures, fonts, templates, catalogues, and the curated programme.

In a checkout they are next to the package (`resources/`, `data/`), in an installed wheel inside it
(`viewer/_resources/`, `viewer/_data/`).
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The path of `name` ("fonts/…", "" for the folder itself) among the resources; it need not exist."""
    return _shipped("resources") / name


def data_folder() -> Path:
    """The folder of the curated programme."""
    return _shipped("data")


def _shipped(folder: str) -> Path:
    installed = PACKAGE / f"_{folder}"
    return installed if installed.is_dir() else PACKAGE.parent / folder
