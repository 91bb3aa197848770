"""The start of the window: application, settings, programme, controller."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from viewer.app.appearance import install_translator
from viewer.app.main_controller import MainController
from viewer.app.settings import Settings
from viewer.i18n import LANGUAGES, use
from viewer.load.cache import load_quickly
from viewer.load.loader import LoadResult
from viewer.paint import fonts
from viewer.paint.icons import app_icon
from viewer.state import ViewState


def make_application(arguments: list[str] | None = None) -> QApplication:
    """The one QApplication with our name, style and fonts; created by the first call."""
    app = fonts.make_application(QApplication, arguments)
    app.setStyle("Fusion")
    fonts.load_fonts()
    app.setFont(fonts.ui_font())
    app.setWindowIcon(app_icon())
    return app


def run(
    folder: Path,
    as_of: date | None = None,
    view: ViewState | None = None,
    lang: str | None = None,
    today: date | None = None,
    on_ready: Callable[[MainController], None] | None = None,
) -> int:
    """Open the window on the programme in `folder`; return the exit code when it is closed.

    `lang` None: the language of the last run. `on_ready` is called once a programme is shown. If nothing of the
    programme can be opened, every problem is a line on standard error and the exit code is 1.
    """
    settings = Settings()
    code = lang or settings.text("language")
    if code in LANGUAGES:
        use(code)
    app = make_application()
    install_translator()
    loaded = load_quickly(folder)
    controller = MainController(folder, loaded or LoadResult(None), today or date.today(), settings, view, as_of)
    controller.window.show()
    controller.window.timeline.setFocus()
    if loaded is None:
        opening = controller.opening
        opening.failed.connect(lambda failed: _exit_with_problems(app, failed))
        if on_ready is not None:
            opening.opened_first.connect(lambda: on_ready(controller))
        QTimer.singleShot(0, lambda: opening.open(folder, view, as_of))
    elif on_ready is not None:
        on_ready(controller)
    return app.exec()


def _exit_with_problems(app: QApplication, loaded: LoadResult) -> None:
    for diagnostic in loaded.diagnostics:
        print(diagnostic, file=sys.stderr)
    app.exit(1)
