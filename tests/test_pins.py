"""The dependencies: every version is locked and within its range, and this Qt does not lose references."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME: list[str] = PROJECT["project"]["dependencies"]
DEVELOPMENT: list[str] = PROJECT["dependency-groups"]["dev"]
# The module a distribution is imported as, where that is not its name.
MODULES = {"pyyaml": "yaml", "pyside6-essentials": "PySide6"}

PAINT_20_000_RECTANGLES = """
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
application = QGuiApplication([])
image = QImage(64, 64, QImage.Format.Format_ARGB32)
painter = QPainter(image)
ink = QColor("black")
for _ in range(20_000):
    painter.fillRect(1, 1, 9, 9, ink)
painter.end()
"""


def _locked(*names: str) -> dict[str, Requirement]:
    """By name of a distribution, its line, for the lines that apply to this machine."""
    lines = [line.rstrip(" \\") for name in names for line in (ROOT / name).read_text().splitlines()]
    pins = [Requirement(line) for line in lines if line and not line.startswith((" ", "#"))]
    return {canonicalize_name(pin.name): pin for pin in pins if pin.marker is None or pin.marker.evaluate()}


def _pinned(pin: Requirement) -> str:
    (specifier,) = pin.specifier
    assert specifier.operator == "==", f"{pin} is not one version"
    assert "*" not in specifier.version, f"{pin} is not one version"
    return specifier.version


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_is_one_version(name: str) -> None:
    versions = [_pinned(pin) for pin in _locked(name).values()]
    assert len(versions) > 5


@pytest.mark.parametrize("text", [*RUNTIME, *DEVELOPMENT])
def test_the_lock_is_within_the_range(text: str) -> None:
    wanted = Requirement(text)
    pin = _locked(*LOCKS)[canonicalize_name(wanted.name)]
    assert (wanted.marker is not None and not wanted.marker.evaluate()) or _pinned(pin) in wanted.specifier


@pytest.mark.parametrize("text", [*RUNTIME, *DEVELOPMENT, *PROJECT["build-system"]["requires"]])
def test_no_range_is_open_above(text: str) -> None:
    assert any(part.operator in ("<", "<=", "==", "~=") for part in Requirement(text).specifier)


def test_the_lock_names_everything_that_its_packages_need() -> None:
    pins = _locked(*LOCKS)
    missing = []
    for name in pins:
        for text in distribution(name).requires or []:
            need = Requirement(text)
            if need.marker is not None and not need.marker.evaluate({"extra": ""}):
                continue
            pin = pins.get(canonicalize_name(need.name))
            if pin is None or not need.specifier.contains(_pinned(pin), prereleases=True):
                missing.append(f"{name} needs {need}, locked is {pin}")
    assert not missing


def test_what_is_installed_is_what_is_locked() -> None:
    pins = _locked(*LOCKS)
    assert {name: version(name) for name in pins} == {name: _pinned(pin) for name, pin in pins.items()}


def test_the_program_imports_nothing_but_its_declared_dependencies() -> None:
    names = {canonicalize_name(Requirement(text).name) for text in RUNTIME}
    allowed = {MODULES.get(name, name) for name in names} | {"viewer", *sys.stdlib_module_names}
    foreign = {
        f"{path.relative_to(ROOT)}: {module}"
        for path in (ROOT / "viewer").rglob("*.py")
        for module in _imports(path)
        if module not in allowed
    }
    assert not foreign


def _imports(path: Path) -> set[str]:
    """The top-level packages that a file imports anywhere."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}
    return {module.split(".")[0] for module in plain | named}


def test_twenty_thousand_rectangles_lose_no_reference_to_none() -> None:
    """PySide6 6.12.0 on Python 3.11 loses a reference to None in every call that returns none, and aborts."""
    painted = subprocess.run([sys.executable, "-c", PAINT_20_000_RECTANGLES], capture_output=True, text=True)
    assert (painted.returncode, painted.stderr) == (0, "")
