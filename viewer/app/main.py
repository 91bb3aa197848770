"""Start of the window: application, fonts, programme, desk."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from viewer.app.first_picture import TITLE, FirstPicture
from viewer.app.main_window import MainWindow
from viewer.app.settings import Settings
from viewer.i18n import LANGUAGES, language, use
from viewer.paint import application

if TYPE_CHECKING:
    from viewer.app.main_controller import MainController
    from viewer.load.loader import LoadResult
    from viewer.state import ViewState

PATIENCE_MS = 250
"""A picture that is not painted by then waits for nobody: the window is on another desk of the desktop."""


def make_application(arguments: list[str] | None = None) -> QApplication:
    """The one QApplication, with our name, style and faces."""
    app = bare_application(arguments)
    from viewer.paint.fonts import load_fonts, ui_font
    from viewer.paint.icons import app_icon

    load_fonts()
    app.setFont(ui_font())
    app.setWindowIcon(app_icon())
    return app


def bare_application(arguments: list[str] | None = None) -> QApplication:
    """The one QApplication, with our name and style: enough for a window with a picture in it."""
    app = application.make_application(QApplication, arguments)
    app.setStyle("Fusion")
    return app


def speak_qt(app: QApplication) -> None:
    """Give Qt's own buttons the interface language; English needs nothing."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    if name := LANGUAGES[language()].qt_translation:
        translator = QTranslator(app)
        if translator.load(name, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(translator)


def run(
    folder: Path,
    as_of: date | None = None,
    view: ViewState | None = None,
    lang: str | None = None,
    today: date | None = None,
    begun: Callable[[MainController], None] | None = None,
) -> int:
    """Open the window on the programme in `folder`; comes back with the exit code when it is closed.

    `lang` None: the language spoken last. `today` is the caller's clock; `begun` is called once the window is
    on screen. A programme of which nothing can be opened is a line a fault on standard error, exit 1.
    """
    settings = Settings()
    wished = lang or settings.text("language")
    if wished in LANGUAGES:
        use(wished)
    day = today or date.today()
    app = bare_application()
    pictures = FirstPicture(day, settings)
    picture = pictures.recalled(folder) if as_of is None and view is None else None
    if picture is None:
        make_application()
    window = MainWindow()
    window.place(settings)
    desks: list[MainController] = []

    def begin() -> None:
        if desks:
            return
        try:
            desks.append(_furnished(window, folder, day, settings, as_of, view, begun))
        except BaseException:  # behind a picture nobody would see that there is nothing
            app.exit(1)
            raise

    if picture is not None:
        window.setWindowTitle(picture.text(TITLE))
        window.hang(picture).painted.connect(lambda: QTimer.singleShot(0, begin))
        window.show()
        QTimer.singleShot(PATIENCE_MS, begin)
    else:
        begin()
    code = app.exec()
    if desks:
        pictures.keep(desks[0])
    return code


def _furnished(
    window: MainWindow,
    folder: Path,
    today: date,
    settings: Settings,
    as_of: date | None,
    view: ViewState | None,
    begun: Callable[[MainController], None] | None,
) -> MainController:
    """`window`, on screen, with all that belongs into it."""
    from viewer.load.cache import load_quickly
    from viewer.load.loader import LoadResult

    loaded = load_quickly(folder)
    app = make_application()
    app.sendPostedEvents()  # our font has to reach the window before its children take theirs from it
    from viewer.app.main_controller import MainController

    desk = MainController(
        folder, loaded or LoadResult(None), today, settings, as_of, view, at_once=False, window=window
    )
    speak_qt(app)
    window.timeline.painted.connect(desk.settle)
    window.unveil()
    window.show()
    window.timeline.setFocus()
    if loaded is None:  # the window is there before anything is read
        desk.opening.failed.connect(lambda failed: _give_up(app, failed))
        if begun is not None:
            desk.opening.began.connect(lambda: begun(desk))
        QTimer.singleShot(0, lambda: desk.opening.read(folder, view, as_of))
    elif begun is not None:
        begun(desk)
    return desk


def _give_up(app: QApplication, loaded: LoadResult) -> None:
    """There is nothing to show."""
    for problem in loaded.diagnostics:
        print(problem, file=sys.stderr)
    app.exit(1)
