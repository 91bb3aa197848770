"""Nodes with places, from hostile text too."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from viewer.load import yaml_reader
from viewer.load.yaml_reader import BrokenNode, ListNode, MapNode, Node, Scalar, as_written, read_yaml


def plain(node: Node | None) -> object:
    """The value of a node, every scalar a text."""
    match node:
        case Scalar():
            return node.text
        case ListNode():
            return [plain(item) for item in node.items]
        case MapNode():
            return {key: plain(value) for key, (_key, value) in node.entries.items()}
    return None


VALUES = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.from_regex("[a-z]{1,6}", fullmatch=True), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(value=VALUES, flow=st.booleans())
def test_dumped_yaml_is_read_back(value: object, flow: bool) -> None:
    text = yaml.safe_dump({"value": value}, allow_unicode=False, default_flow_style=flow)
    file = read_yaml(text.encode(), "file.yaml")
    assert file.diagnostics == ()
    assert plain(file.root) == {"value": value}


@given(
    text=st.lists(
        st.sampled_from(
            "||-_|a|:_|\n|__|\t|[|]|{|}|,|\"|'|&x|*x|!t|>|#|?|---|...|%YAML|id:_b|\\|@|\0|\ufeff|é|嫦|\u2028|\r|~|`".replace(
                "_", " "
            ).split("|")
        ),
        max_size=40,
    )
)
def test_any_text_gives_nodes_or_diagnostics(text: list[str]) -> None:
    file = read_yaml("".join(text).encode(), "file.yaml")
    assert file.root is not None or file.diagnostics
    for diagnostic in file.diagnostics:
        assert diagnostic.line >= 1
        assert diagnostic.column >= 1
        assert len(str(diagnostic).splitlines()) == 1


@given(data=st.binary(max_size=60))
def test_any_bytes_give_nodes_or_diagnostics(data: bytes) -> None:
    file = read_yaml(data, "file.yaml")
    assert file.root is not None or file.diagnostics


def test_scalars_stay_text_and_know_their_places() -> None:
    root = read_yaml("a: NO\nb:\n  - 12:30\n  - '嫦': 2026\n".encode(), "file.yaml").root
    assert plain(root) == {"a": "NO", "b": ["12:30", {"嫦": "2026"}]}
    assert isinstance(root, MapNode)
    listed = root.entries["b"][1]
    assert isinstance(listed, ListNode)
    inner = listed.items[1]
    assert isinstance(inner, MapNode)
    value = inner.entries["嫦"][1]
    assert (value.line, value.column) == (4, 10)


def test_null_is_empty_only_without_quotes() -> None:
    root = read_yaml(b"[null, ~, 'null', x, '']", "file.yaml").root
    assert isinstance(root, ListNode)
    assert [item.empty for item in root.items if isinstance(item, Scalar)] == [True, True, False, False, False]


def test_lines_are_right_when_a_list_is_read_item_by_item() -> None:
    file = read_yaml(b"# first\n- a: [\n- b: &x 1\n- c: 2\n", "file.yaml")
    assert [(diagnostic.line, diagnostic.column) for diagnostic in file.diagnostics] == [(2, 7), (3, 6)]
    assert plain(file.root) == [{"b": "1"}, {"c": "2"}]
    assert file.lost == ((2, ""),)


def test_a_fault_between_sound_items_is_reported_once() -> None:
    file = read_yaml(b"- a: 1\n---\n- b: 2\n", "file.yaml")
    assert [str(diagnostic).partition(";")[0] for diagnostic in file.diagnostics] == [
        "file.yaml:2:1: a second document"
    ]


def test_a_fault_that_no_item_has_alone_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "_split_items", lambda text: [(1, "- a"), (2, "b")])
    file = read_yaml(b"- a: [\n- b", "file.yaml")
    assert len(file.diagnostics) == 1
    assert plain(file.root) == ["a"]


def test_without_libyaml_the_pure_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "_LOADER", yaml.SafeLoader)
    file = read_yaml(b"- {a: 1, b: [x, 'y']}\n- c: d: e\n- *f\n- - !g h\n", "file.yaml")
    assert [(diagnostic.line, diagnostic.column) for diagnostic in file.diagnostics] == [(2, 7), (3, 3), (4, 5)]
    assert len(read_yaml(b"[" * 100_000, "file.yaml").diagnostics) == 1
    assert str(read_yaml(b"a: 1\nb\n  c: 2\n", "f").diagnostics[0]).startswith("f:2:1: ")
    assert str(read_yaml(b"- [a\n- b]: ]\n", "f").diagnostics[0]).startswith("f:1:")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"a: b\n\tc: d\n", "2:1: a tab stands where YAML wants spaces; indent with spaces"),
        (b"a: !<x y\n", "1:7: tags are not allowed; put a text that begins with ! in quotes"),
        (b"a: !x!y z\n", "1:4: tags are not allowed; put a text that begins with ! in quotes"),
        (b"%YAML 9.9\n---\na\n", "1:1: this is not YAML: found incompatible YAML document"),
        (b"a: b\n- c\n", "2:1: this does not continue what stands above; align the keys, and put a text with quotes"),
        (b"a: |3x\n", "1:"),
        (b'a: "\\x', "1:"),
    ],
)
def test_syntax_errors_are_explained_in_plain_words(text: bytes, expected: str) -> None:
    (diagnostic,) = read_yaml(text, "f").diagnostics
    assert str(diagnostic).startswith(f"f:{expected}")


def test_an_alias_in_place_of_a_key_is_one_diagnostic() -> None:
    assert [str(diagnostic).partition(";")[0] for diagnostic in read_yaml(b"{*x : 1, a: 2}", "f").diagnostics] == [
        "f:1:2: aliases are not allowed"
    ]


def test_a_broken_node_is_written_as_a_gap() -> None:
    inner = ListNode(1, 1, True)
    inner.items = [Scalar(1, 2, "a", True), BrokenNode(1, 4)]
    assert as_written(inner) == "[a,…]"
    pairs = MapNode(1, 1)
    pairs.entries = {"a": (Scalar(1, 2, "a", True), Scalar(1, 4, "b", True))}
    assert as_written(pairs) == "{a: b}"
