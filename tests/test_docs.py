"""The documents are true: the files and names in them exist, and so do the targets of their links."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT

FOLDERS = ("docs", "viewer", "tests", "tools", "data", "resources")
PAGES = sorted([*ROOT.glob("*.md"), *(page for folder in FOLDERS for page in (ROOT / folder).rglob("*.md"))])
PATH = re.compile(r"\b(?:viewer|tests|tools|resources|docs)/[\w/.-]*\w\.(?:py|md|po|toml|css|html|qss)\b")
MODULE = re.compile(r"`(\w+\.py)`")
LINK = re.compile(r"\]\(([^)\s:]+)\)")
GLOSSARY = re.compile(r"^\| ([^|]+) \| [^|]+ \| `([\w/.]+)` `(\w+)` \|$", re.MULTILINE)


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    paths = set(PATH.findall(page.read_text("utf-8")))
    assert sorted(path for path in paths if not (ROOT / path).exists()) == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_module_that_a_page_names_exists(page: Path) -> None:
    modules = {path.name for folder in ("viewer", "tests", "tools") for path in (ROOT / folder).rglob("*.py")}
    assert sorted(set(MODULE.findall(page.read_text("utf-8"))) - modules) == []


@pytest.mark.parametrize("page", sorted((ROOT / "viewer").glob("*/README.md")), ids=_name)
def test_the_readme_of_a_folder_names_all_its_modules(page: Path) -> None:
    modules = {path.stem for path in page.parent.glob("*.py")} - {"__init__"}
    assert sorted(modules - set(re.findall(r"\w+", page.read_text("utf-8")))) == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    targets = {link.partition("#")[0] for link in LINK.findall(page.read_text("utf-8"))}
    assert sorted(target for target in targets if target and not (page.parent / target).exists()) == []


def test_the_glossary_names_definitions_that_exist() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    rows = GLOSSARY.findall(text)
    terms = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| term ")]
    assert len(rows) == len(terms)
    assert [(term, path, name) for term, path, name in rows if name not in _definitions(ROOT / path)] == []


def test_no_term_is_in_the_glossary_twice() -> None:
    terms = [term for term, _path, _name in GLOSSARY.findall((ROOT / "docs" / "glossary.md").read_text("utf-8"))]
    assert sorted(terms) == sorted(set(terms))


def test_the_map_has_the_floors_of_the_import_contract() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8").partition("## The map")[2].partition("\n## ")[0]
    rows = [re.findall(r"`viewer/(\w+)(?:\.py)?`", line.split("|")[1]) for line in text.splitlines() if "| `" in line]
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    assert [sorted(row) for row in rows] == [sorted(re.findall(r"\w+", layer)) for layer in layers]


def _definitions(module: Path) -> set[str]:
    """The names that a module defines at its top level."""
    names: set[str] = set()
    for node in ast.parse(module.read_text("utf-8")).body:
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                names.add(name)
            case ast.Assign(targets=targets):
                names.update(target.id for target in targets if isinstance(target, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
    return names
