"""Our themes on Qt's widgets: a Fusion palette and one style sheet, both from `viewer.theme`."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from viewer.theme import DARK, HIGH_CONTRAST, LIGHT, THEMES, Theme, blended


def theme_of(name: str) -> Theme:
    """The theme of that name; "desktop" follows the desktop's wishes as far as Qt can tell."""
    if name in THEMES:
        return THEMES[name]
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    if (
        accessibility is not None
        and accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    ):
        return HIGH_CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Give every widget of `app` the colours of `theme`."""
    named = dict(theme.palette)
    named["disabled"] = blended(named["muted"], named["panel"], 0.6)
    colour = {name: QColor(value) for name, value in named.items()}
    palette = QPalette()
    for role, name in (
        (QPalette.ColorRole.Window, "panel"),
        (QPalette.ColorRole.WindowText, "ink"),
        (QPalette.ColorRole.Base, "panel"),
        (QPalette.ColorRole.AlternateBase, "stripe"),
        (QPalette.ColorRole.Text, "ink"),
        (QPalette.ColorRole.PlaceholderText, "muted"),
        (QPalette.ColorRole.Button, "chip"),
        (QPalette.ColorRole.ButtonText, "ink"),
        (QPalette.ColorRole.ToolTipBase, "panel"),
        (QPalette.ColorRole.ToolTipText, "ink"),
        (QPalette.ColorRole.Highlight, "link"),
        (QPalette.ColorRole.HighlightedText, "panel"),
        (QPalette.ColorRole.Link, "link"),
        (QPalette.ColorRole.LinkVisited, "link"),
        (QPalette.ColorRole.Mid, "hairline"),
        (QPalette.ColorRole.Midlight, "hairline"),
    ):
        palette.setColor(role, colour[name])
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour["disabled"])
    app.setPalette(palette)
    app.setStyleSheet(STYLE.format_map(named))


STYLE = """
QMainWindow, QMenuBar, QToolBar, QStatusBar {{ background: {panel}; color: {ink}; }}
QMenuBar {{ padding: 1px 6px; }}
QMenuBar::item {{ padding: 3px 8px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {chip}; }}
QMenu {{ background: {panel}; color: {ink}; border: 1px solid {hairline}; padding: 4px; }}
QMenu::item {{ padding: 4px 24px 4px 22px; border-radius: 4px; }}
QMenu::item:selected {{ background: {chip}; color: {ink}; }}
QMenu::item:disabled {{ color: {disabled}; }}
QMenu::separator {{ height: 1px; background: {hairline}; margin: 4px 8px; }}
QToolBar {{ border: none; border-bottom: 1px solid {hairline}; spacing: 4px; padding: 5px 8px; }}
QToolButton {{ border: none; border-radius: 5px; padding: 4px 7px; color: {ink}; background: transparent; }}
QToolButton:hover {{ background: {chip}; }}
QToolButton:checked {{ background: {chip}; }}
QToolButton:pressed {{ background: {hairline}; }}
QToolButton:disabled {{ color: {disabled}; }}
QToolButton:focus, QLineEdit:focus {{ border: 1px solid {link}; }}
QToolButton::menu-indicator {{ image: none; }}
QLineEdit {{
    background: {chip}; color: {ink}; border: 1px solid {chip}; border-radius: 6px; padding: 4px 8px;
    selection-background-color: {link}; selection-color: {panel};
}}
QComboBox {{
    background: {chip}; color: {ink}; border: 1px solid {chip}; border-radius: 6px; padding: 3px 8px;
}}
QComboBox:focus, QPushButton:focus {{ border: 1px solid {link}; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow {{
    image: none; width: 0; height: 0; margin-right: 6px;
    border-left: 4px solid {chip}; border-right: 4px solid {chip}; border-top: 5px solid {muted};
}}
QComboBox QAbstractItemView {{ background: {panel}; color: {ink}; border: 1px solid {hairline}; }}
QPushButton {{
    background: {chip}; color: {ink}; border: 1px solid {chip}; border-radius: 6px; padding: 5px 14px; min-width: 60px;
}}
QPushButton:hover {{ border-color: {hairline}; }}
QPushButton:default {{ background: {link}; color: {panel}; border-color: {link}; }}
QPushButton:disabled {{ color: {disabled}; }}
QListView {{ background: {panel}; color: {ink}; border: 1px solid {hairline}; outline: none; }}
QListView::item {{ padding: 3px 6px; }}
QListView::item:selected {{ background: {chip}; color: {ink}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {hairline}; }}
QTabBar {{ background: {panel}; }}
QTabBar::tab {{ background: transparent; color: {muted}; padding: 5px 14px; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {ink}; border-bottom: 2px solid {link}; }}
QTableView {{ background: {panel}; alternate-background-color: {ground}; color: {ink}; border: none; outline: none; }}
QTableView::item {{ padding: 0 6px; }}
QTableView::item:selected {{ background: {selection}; color: {ink}; }}
QHeaderView {{ background: {panel}; }}
QHeaderView::section {{
    background: {panel}; color: {muted}; border: none; border-bottom: 1px solid {hairline}; padding: 4px 6px;
}}
QStatusBar {{ border-top: 1px solid {hairline}; color: {muted}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {muted}; padding: 2px 8px; }}
QTextBrowser {{ background: {panel}; color: {ink}; border: none; }}
QSplitter::handle {{ background: {hairline}; }}
QToolTip {{ background: {panel}; color: {ink}; border: 1px solid {hairline}; padding: 4px 6px; }}
QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
QScrollBar::handle {{ background: {hairline}; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 2px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QLabel#brand {{ font-size: 16px; font-weight: 600; padding: 0 10px 0 4px; }}
QFrame#chip {{ background: {selection}; border: none; border-bottom: 1px solid {hairline}; }}
QFrame#chip QLabel {{ color: {muted}; padding: 1px 4px; }}
QFrame#chip QLabel#count {{ color: {ink}; font-weight: 600; }}
QFrame#chip QToolButton {{ padding: 1px 7px; }}
QFrame#drop QListView, QFrame#palette QListView {{ border: none; }}
QFrame#filter, QFrame#drop, QFrame#palette {{ background: {panel}; border: 1px solid {hairline}; }}
QTreeWidget {{ background: {panel}; color: {ink}; border: none; outline: none; }}
QTreeWidget::item {{ padding: 2px 0; }}
QTreeWidget::item:selected, QTreeWidget::item:hover {{ background: {chip}; color: {ink}; }}
QPushButton, QComboBox {{
    background: {chip}; color: {ink}; border: 1px solid {hairline}; border-radius: 5px; padding: 4px 10px;
}}
QPushButton:disabled {{ color: {disabled}; }}
QPushButton:focus, QComboBox:focus, QCheckBox:focus {{ border: 1px solid {link}; }}
QLabel#banner {{ background: {chip}; color: {ink}; padding: 6px 12px; border-bottom: 1px solid {hairline}; }}
"""
