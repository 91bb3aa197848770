"""Days, months and masses in words. Patterns are messages like any other: "{day} {month} {year}"."""

from __future__ import annotations

from datetime import date

from viewer.i18n.catalogue import N_, _

_MONTHS = (
    (N_("January"), N_("Jan")),
    (N_("February"), N_("Feb")),
    (N_("March"), N_("Mar")),
    (N_("April"), N_("Apr")),
    (N_("May"), N_("May")),
    (N_("June"), N_("Jun")),
    (N_("July"), N_("Jul")),
    (N_("August"), N_("Aug")),
    (N_("September"), N_("Sep")),
    (N_("October"), N_("Oct")),
    (N_("November"), N_("Nov")),
    (N_("December"), N_("Dec")),
)


def month_name(month: int, short: bool = False) -> str:
    """The name of month 1 … 12: "August", short "Aug"; in Chinese "8月" both."""
    return _(_MONTHS[month - 1][short])


def kilograms(value: float | None) -> str:
    """A mass: "200 kg", "8,350 kg", "0.5 kg"; in Chinese "200千克". Below ten grams "1.5 g"; "" where unknown."""
    if value is None:
        return ""
    if 0 < value < 0.01:
        return _("{mass} g", mass=f"{value * 1000:.10g}")
    return _("{mass} kg", mass=f"{value:,.10g}")


def day_words(day: date) -> str:
    """A calendar day: "23 August 2026", "2026年8月23日"."""
    return _("{day} {month} {year}", day=day.day, month=month_name(day.month), year=day.year)
