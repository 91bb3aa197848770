"""How the window looks: theme, language, what of it is shown, and that it is the same next time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from viewer.app.main_window import MainWindow
from viewer.app.settings import Settings
from viewer.app.stylesheet import apply_theme, theme_of
from viewer.i18n import language, use
from viewer.theme import Theme


class Appearance(QObject):
    """Applies theme and language to the window, and remembers them."""

    theme_changed = Signal()
    language_changed = Signal()

    def __init__(self, window: MainWindow, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._settings = window, settings
        self.theme_name = settings.text("theme", "desktop")

    @property
    def theme(self) -> Theme:
        return theme_of(self.theme_name)

    def choose_theme(self, name: str) -> None:
        self.theme_name = name
        self._settings.remember("theme", name)
        self.apply()

    def apply(self) -> None:
        """Give the window the present theme and language."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, self.theme)
        self._window.apply_theme(self.theme)
        self._window.actions_by_id[f"theme-{self.theme_name}"].setChecked(True)
        self._window.actions_by_id[f"lang-{language()}"].setChecked(True)
        self.theme_changed.emit()

    def set_language(self, lang: str) -> None:
        """Speak `lang` from now on, everywhere at once."""
        from viewer.app.main import install_translator

        use(lang)
        self._settings.remember("language", lang)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        install_translator(app)
        self._window.retranslate()
        self.apply()
        self.language_changed.emit()

    def toggle_details(self) -> None:
        self.show_details(not self._window.pane.isVisible())

    def show_details(self, shown: bool) -> None:
        self._window.pane.setVisible(shown)
        self._window.actions_by_id["details"].setChecked(shown)

    def toggle_full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)
        self._window.actions_by_id["full-screen"].setChecked(self._window.isFullScreen())

    def remember(self) -> None:
        """Keep what `restore`, and `MainWindow.place`, will want."""
        self._settings.remember("geometry", self._window.saveGeometry())
        self._settings.remember("split", self._window.split.saveState())
        self._settings.remember("details", self._window.pane.isVisible())

    def restore(self) -> None:
        split = self._settings.bytes("split")
        if split.isEmpty() or not self._window.split.restoreState(split):
            width = self._window.width()
            self._window.split.setSizes([3 * width // 4, width // 4])
        self.show_details(self._settings.flag("details", True))
