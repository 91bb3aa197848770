"""The current language and the translation of messages."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from viewer.i18n import N_, _, in_language, ngettext_, use


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use("en")
    yield
    use("en")


def test_messages_are_translated_before_they_are_filled_in() -> None:
    assert N_("planned") == "planned"
    assert _("100 %") == "100 %"
    assert ngettext_("{n} event", "{n} events", 1) == "1 event"
    assert ngettext_("{n} event", "{n} events", 2) == "2 events"
    use("zh")
    assert _("planned") == "计划中"
    assert _("by {date}", date="2035") == "不晚于2035"
    assert ngettext_("{n} event", "{n} events", 2) == "2个事件"
    assert _("no such message") == "no such message"


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANGUAGE": "zh_TW:en", "LC_ALL": "C"}, "zh"),
        ({"LC_MESSAGES": "ZH_cn", "LC_ALL": ""}, "zh"),
    ],
)
def test_the_environment_decides_the_language_until_one_is_set(environment: dict[str, str], spoken: str) -> None:
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    others = {name: value for name, value in os.environ.items() if name not in names}
    code = "from viewer.i18n import language, use; print(language()); use('zh'); print(language())"
    run = subprocess.run(
        [sys.executable, "-c", code], env={**others, **environment}, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == [spoken, "zh"]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="xx"):
        use("xx")
    with pytest.raises(ValueError, match="xx"), in_language("xx"):
        pass
