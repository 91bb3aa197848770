"""The themes: contrast, accents that differ, a style for each role."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from viewer.theme import HIGH_CONTRAST, LIGHT, PRINT, THEMES, Theme, blended, channels, contrast, luminance
from viewer.timeline.scene import Role

ALL = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
TEXTS = [role for role in Role if LIGHT.style(role).size_px]
LANES = range(7)


def simulated(colour: str, kind: str) -> tuple[float, float, float]:
    """A colour as seen without red or green cones (Viénot, Brettel and Mollon 1999), linear."""
    red, green, blue = ((value / 255) ** 2.2 for value in channels(colour))
    if kind == "protan":
        return (0.11238 * red + 0.88762 * green, 0.11238 * red + 0.88762 * green, 0.00401 * (red - green) + blue)
    return 0.29275 * red + 0.70725 * green, 0.29275 * red + 0.70725 * green, -0.02234 * (red - green) + blue


def lab(linear: tuple[float, float, float]) -> tuple[float, float, float]:
    """CIE L*a*b* of linear sRGB (D65)."""
    r, g, b = (max(part, 0.0) for part in linear)
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@ALL
def test_every_role_has_a_style(theme: Theme) -> None:
    assert set(theme.styles) == set(Role)


@ALL
def test_all_themes_name_the_same_colours(theme: Theme) -> None:
    assert set(theme.palette) == set(LIGHT.palette)


@ALL
@pytest.mark.parametrize("role", TEXTS)
def test_text_has_contrast_on_every_ground(theme: Theme, role: Role) -> None:
    if role in (Role.TODAY, Role.AS_OF):  # on a chip
        on = theme.palette["on-today" if role is Role.TODAY else "ground"]
        assert contrast(on, theme.style(role).colour) >= 4.5
        return
    for ground in ("ground", "stripe", "panel", "chip"):
        assert contrast(theme.style(role).colour, theme.palette[ground]) >= 4.5, ground


@ALL
def test_labels_have_contrast_on_bars(theme: Theme) -> None:
    for lane in LANES:
        for share in (theme.planned, theme.fading):
            assert contrast(theme.palette["foreground"], theme.tint(lane, share)) >= 4.5
        assert contrast(theme.palette["foreground"], theme.tint(lane, theme.done)) >= 4.5


@ALL
def test_accents_have_contrast_to_every_ground_and_to_their_counts(theme: Theme) -> None:
    for lane in LANES:
        for ground in ("ground", "stripe", "panel"):
            assert contrast(theme.accent(lane), theme.palette[ground]) >= 3.0
        assert contrast(theme.on_accent(lane), theme.accent(lane)) >= 4.5


@ALL
def test_previous_dates_and_slip_arrows_have_contrast(theme: Theme) -> None:
    for lane in LANES:
        assert contrast(theme.tint(lane, 0.85), theme.palette["stripe"]) >= 3.0


@ALL
@pytest.mark.parametrize("name", ["link", "warning", "error", "muted", "foreground"])
def test_text_in_panes_has_contrast(theme: Theme, name: str) -> None:
    assert contrast(theme.palette[name], theme.palette["panel"]) >= 4.5


@ALL
@pytest.mark.parametrize("kind", ["protan", "deutan"])
def test_neighbouring_lanes_differ_without_red_or_green(theme: Theme, kind: str) -> None:
    simulations = [lab(simulated(theme.accent(lane), kind)) for lane in LANES]
    for first, second in pairwise(simulations):
        assert sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5 > 9


@ALL
def test_accents_are_seven_and_repeat(theme: Theme) -> None:
    assert len(set(theme.accents)) == 7
    assert theme.accent(7) == theme.accent(0)
    assert theme.accent(-1) == theme.palette["muted"]


def test_done_and_planned_differ_in_grey() -> None:
    for theme in (PRINT, HIGH_CONTRAST):
        for lane in LANES:
            assert contrast(theme.tint(lane, theme.done), theme.palette["ground"]) >= 1.2


def test_only_paper_is_hatched() -> None:
    assert [theme.name for theme in THEMES.values() if theme.hatched] == ["print"]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)  # the well-known near miss
    assert luminance("#FF0000") == pytest.approx(0.2126)


def test_a_blend_is_between_its_colours() -> None:
    assert blended("#FFFFFF", "#000000", 0.5) == "#808080"
    assert blended("#102030", "#AABBCC", 1.0) == "#102030"
    assert blended("#102030", "#AABBCC", 0.0) == "#AABBCC"


def test_accents_differ_from_each_other() -> None:
    for theme in THEMES.values():
        for first, second in combinations(theme.accents, 2):
            distance = sum((a - b) ** 2 for a, b in zip(channels(first), channels(second), strict=True)) ** 0.5
            assert distance > 40, (theme.name, first, second)
