"""Import PySide6 without work that this program never needs."""

from __future__ import annotations

import importlib
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


class _LazyPattern:
    """A regular expression that is compiled when one of its methods is first called."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Callable[..., object]:
        return lambda *arguments: getattr(re.compile(self._pattern, self._flags), name)(*arguments)


def import_pyside() -> None:
    """Import PySide6. What it keeps for its own messages and features is prepared when it is used, or never.

    It compiles three long regular expressions for messages on wrong arguments, and reads the source of each module that
    is imported after it to see whether that uses its features (snake_case …), unless a table says no.
    """
    compile_pattern = re.compile

    def compile_short(pattern: Any, flags: Any = 0) -> Any:
        is_long = isinstance(pattern, str) and len(pattern) > 2_000  # none of the standard library is
        return _LazyPattern(pattern, flags) if is_long else compile_pattern(pattern, flags)

    try:
        re.compile = compile_short
        importlib.import_module("PySide6.QtCore")
    finally:
        re.compile = compile_pattern
    features = getattr(sys.modules.get("shibokensupport.feature"), "pyside_feature_dict", {})
    features.update(dict.fromkeys(sys.modules, -1) | features)
    package = Path(__file__).parents[1]
    for folder, _folders, files in os.walk(package):
        prefix = ".".join(("viewer", *Path(folder).relative_to(package).parts))
        features.update({prefix: -1} | {f"{prefix}.{file[:-3]}": -1 for file in files if file.endswith(".py")})
