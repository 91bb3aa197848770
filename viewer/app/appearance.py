"""How the window looks: theme, language, details, legend, animation. All of it is saved for the next start."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTimer, QTranslator, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from viewer.app.main_window import AppContext
from viewer.i18n import LANGUAGES, in_language, language, use
from viewer.progress import ProgressCallback
from viewer.resources import resource
from viewer.theme import DARK, HIGH_CONTRAST, LIGHT, THEMES, Theme, blended
from viewer.widgets.animation import GLIDE_MS
from viewer.widgets.background_task import BackgroundTask

_Role = QPalette.ColorRole
PALETTE_ROLES = {  # the roles of Qt's palette by the names of our colours
    "panel": (_Role.Window, _Role.Base, _Role.ToolTipBase, _Role.HighlightedText),
    "foreground": (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.ToolTipText),
    "stripe": (_Role.AlternateBase,),
    "muted": (_Role.PlaceholderText,),
    "chip": (_Role.Button,),
    "link": (_Role.Highlight, _Role.Link, _Role.LinkVisited),
    "hairline": (_Role.Mid, _Role.Midlight),
}


class Appearance(QObject):
    """Applies theme and language to the window, and shows or hides parts of it."""

    theme_changed = Signal()
    language_changed = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__(context.window)
        self._store, self._window, self._settings = context.store, context.window, context.settings
        self.theme_name = self._settings.text("theme", "desktop")
        self._legend_delay = QTimer(self, singleShot=True, interval=GLIDE_MS + 20)
        self._legend_delay.timeout.connect(self._fill_legend)
        self._store.changed.connect(self._update_legend)
        self._store.replaced.connect(self._update_legend)
        self.task = BackgroundTask(self)
        self._next_turn = QTimer(self, singleShot=True, interval=0)
        self._next_turn.timeout.connect(self._finish)
        self._rest: list[Callable[[], None]] = []  # what `_finish` still has to do
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.apply)
        self.set_animated(self._settings.flag("animate", True))
        self.show_legend(self._settings.flag("legend", False))

    @property
    def theme(self) -> Theme:
        return theme_named(self.theme_name)

    def choose_theme(self, name: str) -> None:
        self.theme_name = name
        self._settings.save("theme", name)
        self.apply()

    def apply(self) -> None:
        """Apply the present theme to the window."""
        self._window.timeline.show_theme(self.theme)
        self._render_before(self._apply_to_window)

    def _apply_to_window(self) -> None:
        apply_theme(self.theme)
        self._window.apply_theme(self.theme)
        self._check_commands()
        self.theme_changed.emit()

    def _render_before(self, rest: Callable[[], None]) -> None:
        """Do `rest`. A large timeline is rendered first, in a turn of the event loop of its own: both take long."""
        self._rest.append(rest)
        if self._store.is_small or not self._window.isVisible():
            self._finish()
        else:
            self._window.timeline.canvas.rendered()
            self._next_turn.start()

    def _finish(self) -> None:
        rest, self._rest = self._rest, []
        for function in rest:
            function()

    def set_language(self, code: str) -> None:
        """Switch to a language once the scene is built in it: in the background if the programme is not small."""
        store, prepare_frame = self._store, self._store.frame_preparer()
        programme, state = store.shown, store.state

        def prepare(_progress: ProgressCallback) -> None:
            with in_language(code):
                prepare_frame(programme, state, store.today)

        self.task.run(prepare, lambda _: self._switch_to(code), synchronous=store.is_small)

    def _switch_to(self, code: str) -> None:
        use(code)
        self._window.timeline.canvas.invalidate()
        self._render_before(self._retranslate)

    def _retranslate(self) -> None:
        self._settings.save("language", language())
        install_translator()
        self._window.retranslate()
        self._check_commands()
        self.language_changed.emit()

    def _check_commands(self) -> None:
        """Check the commands of the present theme and language."""
        for command in (f"theme-{self.theme_name}", f"lang-{language()}"):
            self._window.actions_by_id[command].setChecked(True)

    def toggle_details(self) -> None:
        self.show_details(not self._window.pane.isVisible())

    def show_details(self, shown: bool = True) -> None:
        self._window.pane.setVisible(shown)
        self._window.actions_by_id["details"].setChecked(shown)

    def toggle_full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)
        self._window.actions_by_id["full-screen"].setChecked(self._window.isFullScreen())

    def toggle_legend(self) -> None:
        self.show_legend(not self._window.legend.isVisibleTo(self._window))

    def show_legend(self, shown: bool) -> None:
        self._window.legend.setVisible(shown)
        self._window.actions_by_id["legend"].setChecked(shown)
        self._settings.save("legend", shown)
        self._update_legend()

    def _update_legend(self) -> None:
        """Update a visible legend once the picture is at rest."""
        if self._window.legend.isVisibleTo(self._window):
            self._legend_delay.start()

    def _fill_legend(self) -> None:
        self._window.legend.show_scene(self._window.timeline.scene(), self._store.whole.head.body)

    def toggle_animated(self) -> None:
        self.set_animated(not self._settings.flag("animate", True))

    def set_animated(self, animated: bool) -> None:
        """Animate the timeline, unless the desktop asks for reduced motion."""
        self._settings.save("animate", animated)
        self._window.actions_by_id["animate"].setChecked(animated)
        self._window.timeline.show_animated(animated)

    def save(self) -> None:
        """Save what `restore` and `MainWindow.restore_geometry` read."""
        self._settings.save("geometry", self._window.saveGeometry())
        self._settings.save("split", self._window.split.saveState())
        self._settings.save("details", self._window.pane.isVisible())

    def restore(self) -> None:
        split = self._settings.bytes("split")
        if split.isEmpty() or not self._window.split.restoreState(split):
            width = self._window.width()
            self._window.split.setSizes([3 * width // 4, width // 4])
        self.show_details(self._settings.flag("details", True))
        self.apply()


def theme_named(name: str) -> Theme:
    """The theme of that name; "desktop" follows the preferences of the desktop as far as Qt knows them."""
    if name in THEMES:
        return THEMES[name]
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return HIGH_CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def apply_theme(theme: Theme) -> None:
    """Give every widget of the application the colours of `theme`."""
    colours = {**theme.palette, "disabled": blended(theme.palette["muted"], theme.palette["panel"], 0.6)}
    palette, style_sheet = QPalette(), resource("window.qss").read_text("utf-8")
    for name, roles in PALETTE_ROLES.items():
        for role in roles:
            palette.setColor(role, QColor(colours[name]))
    for role in (_Role.Text, _Role.ButtonText, _Role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["disabled"]))
    for name, colour in colours.items():
        style_sheet = style_sheet.replace("{" + name + "}", colour)
    _application().setPalette(palette)
    _application().setStyleSheet(style_sheet)


def install_translator() -> None:
    """Translate the texts of Qt's own dialogs into the interface language."""
    application, translator = _application(), _qt_translator()
    application.removeTranslator(translator)
    name = LANGUAGES[language()].qt_translation
    if name and translator.load(name, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)


@cache
def _qt_translator() -> QTranslator:
    return QTranslator(_application())


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
