"""The four themes as plain data: the colour, line and type of each role. No Qt: screen, paper and SVG read them.

Colours are "#rrggbb". Contrast follows WCAG 2.2 (relative luminance, 1.4.3 and 1.4.11), as tests check: text has at
least 4.5:1 on its ground, accents and lines with a meaning have at least 3:1.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct, field

from viewer.timeline.scene import Role

FAMILY = "Farside Sans"  # the bundled family: Latin and Chinese in one face, in two weights
REGULAR, SEMIBOLD = 400, 600

OUTLINE_SHARE = 0.85  # of the accent in an outline,
CLUSTER_SHARE = 0.5  # … in that of a cluster,
LEADER_SHARE = 0.6  # … and in the leader from a name to its symbol


class RoleStyle(Struct, frozen=True):
    """How one role is drawn: a text has a size, a line a width, both in device-independent pixels."""

    colour: str
    width: float = 1.0
    dash: tuple[float, ...] = ()  # lengths in line widths, on and off; () is solid
    size_px: int = 0  # whole pixels, as Qt takes it
    weight: int = REGULAR
    tabular: bool = False  # figures of equal width


class Theme(Struct, frozen=True, eq=False):
    """A theme. Compared by identity: there are four, and caches have it in their keys."""

    name: str
    dark: bool
    palette: Mapping[str, str]  # for panes and style sheets: ground, panel, foreground, muted, link …
    accents: tuple[str, ...]  # one for each lane, in the order of the lanes; they repeat
    styles: Mapping[Role, RoleStyle] = field(default_factory=dict)
    hatched: bool = False  # on paper gradients become hatching
    done: float = 0.34  # share of the accent in a bar that is done,
    planned: float = 0.09  # … planned,
    fading: float = 0.30  # … and at the full end of a gradient

    def style(self, role: Role) -> RoleStyle:
        return self.styles[role]

    def accent(self, lane: int) -> str:
        """The accent of the lane with this index; for -1 (no lane) the muted colour."""
        return self.accents[lane % len(self.accents)] if lane >= 0 else self.palette["muted"]

    def tint(self, lane: int, share: float) -> str:
        """The accent of the lane blended into the ground; `share` (0 to 1) is that of the accent."""
        return blended(self.accent(lane), self.palette["ground"], share)

    def on_accent(self, lane: int) -> str:
        """The colour of a text on the full accent."""
        accent = self.accent(lane)
        return max(("#FFFFFF", "#0B0E13"), key=lambda colour: contrast(colour, accent))


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255, of "#rrggbb"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@lru_cache(maxsize=4096)
def blended(colour: str, ground: str, share: float) -> str:
    """The opaque colour of a layer of `colour` with the opacity `share` (0 to 1) on `ground`."""
    pairs = zip(channels(colour), channels(ground), strict=True)
    return "#" + "".join(f"{round(upper * share + lower * (1 - share)):02X}" for upper, lower in pairs)


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it."""

    def linear(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(value) for value in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=4096)
def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 (equal) to 21 (black and white), as WCAG 2.2 defines it."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _styles(palette: Mapping[str, str], line: float = 1.0) -> dict[Role, RoleStyle]:
    """The table of roles. Themes differ in the colours and in the width of a `line`."""
    foreground, muted, today = palette["foreground"], palette["muted"], palette["today"]

    def text(colour: str, size_px: int, weight: int = REGULAR, tabular: bool = False) -> RoleStyle:
        return RoleStyle(colour, size_px=size_px, weight=weight, tabular=tabular)

    return {
        Role.GROUND: RoleStyle(palette["ground"]),
        Role.STRIPE: RoleStyle(palette["stripe"]),
        Role.HEADER: RoleStyle(palette["panel"]),
        Role.HAIRLINE: RoleStyle(palette["hairline"], line),
        Role.GRID: RoleStyle(palette["grid"], line),
        Role.GRID_MAJOR: RoleStyle(palette["grid-major"], line),
        Role.TODAY: RoleStyle(today, 1.5 * line, size_px=11, weight=SEMIBOLD),
        Role.AS_OF: RoleStyle(palette["as-of"], 1.5 * line, (4, 3), size_px=11, weight=SEMIBOLD),
        Role.EVENT: RoleStyle(foreground, line),
        Role.PREVIOUS_DATE: RoleStyle(muted, line, (3, 2.5)),
        Role.CONFLICT: RoleStyle(muted, line),
        Role.CARD: RoleStyle(palette["hairline"], line),
        Role.CLUSTER: RoleStyle(foreground, line),
        Role.AXIS_MAJOR: text(muted, 12, tabular=True),
        Role.AXIS_MINOR: text(foreground, 12, SEMIBOLD, tabular=True),
        Role.LANE_TITLE: text(foreground, 14, SEMIBOLD),
        Role.LANE_SUBTITLE: text(muted, 12),
        Role.LANE_NOTE: text(muted, 11),
        Role.LABEL: text(foreground, 13),
        Role.LABEL_STRONG: text(foreground, 13, SEMIBOLD),
        Role.LABEL_MUTED: text(muted, 13),
        Role.COUNT: text(foreground, 11, SEMIBOLD, tabular=True),
        Role.NOTE: text(muted, 11),
        Role.TREND: RoleStyle(foreground, 1.75 * line),
        Role.MEASURE: text(palette["focus"], 12, SEMIBOLD, tabular=True),
        Role.DEPENDENCY: RoleStyle(palette["focus"], 1.25 * line),
    }


_LIGHT = {
    "ground": "#FBFAF7", "panel": "#FFFFFF", "stripe": "#F4F2EC", "chip": "#EEEBE3",
    "foreground": "#1B2430", "muted": "#5D6777", "hairline": "#D9D6CC", "grid": "#E7E4DB", "grid-major": "#D9D6CC",
    "today": "#C2361F", "as-of": "#1B2430", "link": "#2A4FC0", "focus": "#1D5FD1", "selection": "#DCE5FA",
    "hover": "#ECE9E0", "warning": "#9A5B00", "error": "#B3261E", "on-today": "#FFFFFF",
}  # fmt: skip
_DARK = {
    "ground": "#12161D", "panel": "#181D26", "stripe": "#161B23", "chip": "#232A35",
    "foreground": "#E8EBF0", "muted": "#98A2B3", "hairline": "#333B48", "grid": "#242B36", "grid-major": "#333B48",
    "today": "#FF7A5C", "as-of": "#E8EBF0", "link": "#9DB2FF", "focus": "#7FB0FF", "selection": "#263453",
    "hover": "#222936", "warning": "#F2B04C", "error": "#FF8F85", "on-today": "#1A0D09",
}  # fmt: skip
_HIGH_CONTRAST = {
    "ground": "#000000", "panel": "#000000", "stripe": "#0D0D0D", "chip": "#1F1F1F",
    "foreground": "#FFFFFF", "muted": "#E0E0E0", "hairline": "#9A9A9A", "grid": "#2B2B2B", "grid-major": "#565656",
    "today": "#FF6E5E", "as-of": "#FFFFFF", "link": "#8FD3FF", "focus": "#FFE600", "selection": "#003A6B",
    "hover": "#2A2A2A", "warning": "#FFC04D", "error": "#FF8A80", "on-today": "#000000",
}  # fmt: skip
_PRINT = {
    "ground": "#FFFFFF", "panel": "#FFFFFF", "stripe": "#F7F7F6", "chip": "#EFEFED",
    "foreground": "#000000", "muted": "#4A4A4A", "hairline": "#9C9C98", "grid": "#E0E0DC", "grid-major": "#C4C4C0",
    "today": "#B02A16", "as-of": "#000000", "link": "#1F3FA8", "focus": "#000000", "selection": "#E4E4E4",
    "hover": "#F0F0F0", "warning": "#7A4800", "error": "#9B1C14", "on-today": "#FFFFFF",
}  # fmt: skip

LIGHT = Theme(
    "light", False, _LIGHT,
    ("#0D757F", "#9E5D00", "#8547A8", "#3556C4", "#55657A", "#2B784B", "#A1432F"),
    _styles(_LIGHT),
)  # fmt: skip
DARK = Theme(
    "dark", True, _DARK,
    ("#3FC1CC", "#F2B04C", "#D3A4EE", "#8099FF", "#A9B6C8", "#72CF98", "#F09A86"),
    _styles(_DARK), planned=0.12, fading=0.34,
)  # fmt: skip
HIGH_CONTRAST = Theme(
    "high-contrast", True, _HIGH_CONTRAST,
    ("#35E5F0", "#FFC233", "#F0B8FF", "#7396FF", "#D5DEEA", "#6DFFA8", "#FFA890"),
    _styles(_HIGH_CONTRAST, 1.5), planned=0.0, done=0.42, fading=0.40,
)  # fmt: skip
PRINT = Theme(
    "print", False, _PRINT,
    ("#0B626A", "#7D4A00", "#6B3490", "#2643A4", "#3E4B5C", "#1F6238", "#83301F"),
    _styles(_PRINT), hatched=True, planned=0.0, done=0.30, fading=0.0,
)  # fmt: skip

THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK, HIGH_CONTRAST, PRINT)}
