"""Write the table of keys in docs/manual/window.md from the table of commands: `python tools/make_keys_page.py`."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from viewer.app.commands import COMMANDS, without_mnemonic  # noqa: E402

PAGE = ROOT / "docs" / "manual" / "window.md"
BEGIN, END = ("<!-- keys: from viewer/app/commands.py, by tools/make_keys_page.py -->\n", "<!-- end of keys -->\n")
SCOPES = (("timeline", "With the focus on the timeline"), ("window", "Everywhere in the window"))


def keys_table() -> str:
    """Two Markdown tables, of the timeline's keys and of the window's, in the order of the table of commands."""
    parts = []
    for scope, title in SCOPES:
        rows = [
            f"| {', '.join(command.keys)} | {without_mnemonic(command.title)} |"
            for command in COMMANDS
            if command.keys and command.scope == scope
        ]
        parts.append("\n".join((f"| {title} | |", "|---|---|", *rows)))
    return "\n" + "\n\n".join(parts) + "\n\n"


def with_keys(page: str) -> str:
    """The page with the tables between its two marks. ValueError where a mark is missing."""
    head, begin, rest = page.partition(BEGIN)
    _old, end, tail = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{PAGE} has no mark: {BEGIN.strip()} … {END.strip()}")
    return head + begin + keys_table() + end + tail


if __name__ == "__main__":
    PAGE.write_text(with_keys(PAGE.read_text("utf-8")), "utf-8")
