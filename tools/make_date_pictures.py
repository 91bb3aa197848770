"""Make the pictures of docs/manual/dates.md: `QT_QPA_PLATFORM=offscreen python tools/make_date_pictures.py`.

Each form of a date is an event of a small programme, laid out and painted as in the window, and saved as PNG in
docs/manual/dates/.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "manual" / "dates"
sys.path.insert(0, str(ROOT))

from msgspec import Struct  # noqa: E402
from PySide6.QtCore import QPointF, Qt  # noqa: E402
from PySide6.QtGui import QGuiApplication, QImage  # noqa: E402

from viewer.i18n import Text  # noqa: E402
from viewer.model.calendar import day_number  # noqa: E402
from viewer.model.edtf import parse  # noqa: E402
from viewer.model.entities import Claim, Event, Head, Lane, Outcome, Source, SourceKind, Zone  # noqa: E402
from viewer.model.kinds import EventKind  # noqa: E402
from viewer.model.programme import Programme  # noqa: E402
from viewer.state import Span, ViewState  # noqa: E402
from viewer.theme import DARK, LIGHT, PRINT, Theme  # noqa: E402
from viewer.timeline.metrics import Measure  # noqa: E402
from viewer.timeline.scene import Scene  # noqa: E402
from viewer.timeline.scene_builder import Size, build_scene  # noqa: E402

TODAY = date(2026, 11, 22)
SIZE = Size(720.0, 142.0)
YEARS = Span(day_number(date(2024, 1, 1)), day_number(date(2036, 1, 1)))
MONTHS = Span(day_number(date(2027, 10, 1)), day_number(date(2029, 4, 1)))
DAYS = Span(day_number(date(2024, 5, 1)), day_number(date(2024, 7, 1)))
HOURS = Span(day_number(date(2024, 5, 3)), day_number(date(2024, 5, 4)))
DONE = Outcome.DONE
GAP_PX = 14.0
SHEETS = {"dates-dark": DARK, "dates-paper": PRINT}
"""By the name of the picture: every form once more in another theme."""
RATIO = 2.0


class Form(Struct, frozen=True):
    """A picture: the title of its event, its claims (when, said, outcome, replaces), the visible period."""

    title: str
    claims: tuple[tuple[str, str | None, Outcome | None, bool], ...]
    window: Span = YEARS
    more: tuple[str, ...] = ()  # further events on the lane, by when; they happened if this one did


def _one(title: str, when: str, outcome: Outcome | None = None, window: Span = YEARS) -> Form:
    said = "2024-01-01" if outcome is None else None
    return Form(title, ((when, said, outcome, True),), window)


FORMS: dict[str, Form] = {
    "day": _one("A day", "2024-05-24", DONE, DAYS),
    "instant": _one("An instant", "2024-05-03T09:27:29Z", DONE, HOURS),
    "month": _one("A month", "2028-08", window=MONTHS),
    "quarter": _one("A quarter", "2028-35", window=MONTHS),
    "half": _one("A half year", "2028-40", window=MONTHS),
    "third": _one("A third of a year", "2028-37", window=MONTHS),
    "season": _one("A season", "2028-21", window=MONTHS),
    "year": _one("A year", "2028"),
    "decade": _one("A decade", "203X"),
    "unnamed-day": _one("A day not announced", "2028-08-XX", window=MONTHS),
    "about": _one("Around", "2028~"),
    "about-month": _one("Around a month", "2028-08~", window=MONTHS),
    "doubted": _one("Doubted", "2028?"),
    "about-doubted": _one("Around, and doubted", "2028%"),
    "not-before": _one("Not before", "[2028-08..]", window=MONTHS),
    "by": _one("By", "[..2032]"),
    "either": _one("One of two years", "[2028,2030]"),
    "either-day": _one("One of two days", "[2028-03-01,2028-09-01]", window=MONTHS),
    "between": _one("Between", "[2028-08..2028-12]", window=MONTHS),
    "lasting": _one("It lasted", "2024-05-03/2024-06-25", DONE, DAYS),
    "lasting-about": _one("It lasts, about", "2028~/2031"),
    "from-on": _one("From then on", "2032/.."),
    "until": _one("Until then", "../2032"),
    "end-unknown": _one("End not known", "2030/"),
    "start-unknown": _one("Start not known", "/2030"),
    "unknown": _one("No date", "unknown"),
    "overdue": _one("Overdue", "2025"),
    "under-way": _one("Under way", "2025-03/..", DONE),
    "partial": _one("In part", "2024-05-24", Outcome.PARTIAL, DAYS),
    "failed": _one("Failed", "2024-05-24", Outcome.FAILED, DAYS),
    "cancelled": Form("Cancelled", (("2028", "2024-01-01", None, True), ("2028", "2025", Outcome.CANCELLED, True))),
    "slip": Form(
        "Slipped twice", (("2025", "2021", None, True), ("2027~", "2023", None, True), ("2030", "2026", None, True))
    ),
    "pull-in": Form("Pulled in", (("2032", "2021", None, True), ("2029", "2024", None, True))),
    "conflict": Form("Two accounts", (("2028", "2023", None, True), ("2030", "2024", None, False))),
    "cluster": Form(
        "The first of four", (("2024-05-03", None, DONE, True),), more=("2024-05-08", "2024-05-20", "2024-06-01")
    ),
    "stack": Form(
        "The first of several windows",
        (("2026/2031", "2024-01-01", None, True),),
        more=("2026/2032", "2026/2033", "2027/2034", "2027/2033", "2026/2034"),
    ),
}
"""By the name of the picture."""


def scene_of(form: Form, measure: Measure) -> Scene:
    """The form as the window draws it; the title of its lane is the date as the data write it."""
    source = Source(
        id="agency", title=Text("Notice"), publisher="Agency", published=parse("2020"), kind=SourceKind.AGENCY
    )

    def claim(when: str, said: str | None, outcome: Outcome | None, replaces: bool) -> Claim:
        known = None if said is None else parse(said)
        return Claim(when=parse(when), said=known, outcome=outcome, replaces=replaces, sources=("agency",))

    def event(name: str, title: str, claims: tuple[Claim, ...]) -> Event:
        return Event(id=name, title=Text(title), lane="lane", kind=EventKind.LAUNCH, importance=5, claims=claims)

    events = [event("form", form.title, tuple(claim(*values) for values in form.claims))]
    outcome = form.claims[0][2]
    said = "2024-01-01" if outcome is None else None
    events += [
        event(f"more-{number}", when, (claim(when, said, outcome, True),)) for number, when in enumerate(form.more)
    ]
    lane = form.claims[-1][0] if len(form.claims) == 1 else form.title
    head = Head(
        title=Text("Dates"),
        home=parse("2024/2035"),
        lanes=(Lane(id="lane", title=Text(lane)),),
        current_to=parse("2026-10-09"),
        zones=(Zone(label=Text("Beijing"), offset="+08:00"),),
    )
    programme = Programme(head=head, sources=(source,), events=tuple(events)).as_of(TODAY)
    return build_scene(programme, ViewState(form.window), SIZE, measure, TODAY)


def sheet(theme: Theme) -> QImage:
    """All forms in one picture, in two columns; paper in shades of grey. Needs an application object."""
    from PySide6.QtGui import QPainter

    from viewer.paint.fonts import font_measure
    from viewer.printing.images import scene_image

    width, height, rows = SIZE.width, SIZE.height + GAP_PX, -(-len(FORMS) // 2)
    image = QImage(round(2 * width + GAP_PX), round(rows * height - GAP_PX), QImage.Format.Format_RGB32)
    image.fill(theme.palette["ground"])
    with QPainter(image) as painter:
        for index, form in enumerate(FORMS.values()):
            drawn = scene_image(scene_of(form, font_measure()), theme, 1.0)
            painter.drawImage(QPointF(index % 2 * (width + GAP_PX), index // 2 * height), drawn)
    return image.convertToFormat(QImage.Format.Format_Grayscale8) if theme is PRINT else image


def picture(form: Form) -> QImage:
    """The picture of the form, RATIO pixels for one of the scene, in 256 colours. Needs an application object."""
    from viewer.paint.fonts import font_measure
    from viewer.printing.images import scene_image

    image = scene_image(scene_of(form, font_measure()), LIGHT, RATIO)
    return image.convertToFormat(QImage.Format.Format_Indexed8, Qt.ImageConversionFlag.ThresholdDither)


def main() -> int:
    application = QGuiApplication.instance() or QGuiApplication([])
    assert application is not None
    FOLDER.mkdir(exist_ok=True)
    for name, form in FORMS.items():
        picture(form).save(str(FOLDER / f"{name}.png"), None, 0)
    for name, theme in SHEETS.items():
        sheet(theme).save(str(FOLDER.parent / f"{name}.png"), None, 0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
