"""The manual's table of keys is the table of commands."""

from __future__ import annotations

from tools.make_keys_page import PAGE, with_keys
from viewer.app.commands import COMMANDS


def test_the_manual_lists_the_keys_of_the_table_of_commands() -> None:
    page = PAGE.read_text("utf-8")
    assert page == with_keys(page), "run tools/make_keys_page.py"


def test_every_key_of_every_command_is_in_the_manual() -> None:
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    for command in COMMANDS:
        for key in command.keys:
            assert any(f"{key}," in row or f"{key} |" in row for row in rows), command.id
