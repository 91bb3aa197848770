"""iCalendar (RFC 5545): the current claim of each event as whole days, or at its time where that is known.

iCalendar knows neither "around" nor "no earlier than". A window becomes the days that it covers; its EDTF text, the
status and the day of the programme are X-properties. Events without a first and a last day are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from viewer.export.json import first_and_last_day
from viewer.export_request import MADE_BY, ExportedFile, ExportRequest
from viewer.i18n import language, localized, ngettext_
from viewer.model.claims import Status
from viewer.model.edtf_date import Precision
from viewer.model.entities import Claim, Event
from viewer.model.programme import Programme
from viewer.progress import ProgressCallback, ignore_progress, part_of, tracked
from viewer.report.citations import safe_url
from viewer.report.labels import label_of_event
from viewer.report.sentences import claim_sources, event_date_sentence, source_sentence

if TYPE_CHECKING:
    from icalendar import Component

DOMAIN = "farside.programme"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STATUS: Mapping[Status, str] = {
    **dict.fromkeys((Status.DONE, Status.PARTIAL, Status.FAILED, Status.UNDER_WAY), "CONFIRMED"),
    Status.CANCELLED: "CANCELLED",
}


def write(request: ExportRequest, progress: ProgressCallback) -> ExportedFile:
    """The calendar of the programme."""
    return calendar(request.shown, request.data_number, progress)


def calendar(programme: Programme, data_number: str = "", progress: ProgressCallback = ignore_progress) -> ExportedFile:
    """The calendar of a snapshot (ValueError for another programme), its events in order.

    The UID of an event is the same in every version and on every day; SEQUENCE counts the claims before the last, so
    a calendar that has the event already takes the newer date.
    """
    from icalendar import Calendar

    result = Calendar()
    result.add("prodid", f"-//{MADE_BY}//Programme//{language().upper()}")
    result.add("version", "2.0")
    result.add("calscale", "GREGORIAN")
    result.add("method", "PUBLISH")
    result.add("x-wr-calname", programme.head.title(language()))
    result.add("x-farside-as-of", programme.as_of_day.isoformat())
    if data_number:
        result.add("x-farside-data", data_number)
    open_ended = undated = windows = 0
    for event in tracked(programme.events, part_of(progress, 0.0, 0.5)):
        when = programme.status(event.id).current_claim.when
        first, last = first_and_last_day(when)
        if not when.is_dated:
            undated += 1
        elif not (first and last):
            open_ended += 1
        else:
            result.add_component(_entry(programme, event, first, last))
            windows += not when.is_interval and first != last
    return ExportedFile(_ical(result, part_of(progress, 0.5, 1.0)), _warnings(open_ended, undated, windows))


def _ical(calendar: Component, progress: ProgressCallback) -> bytes:
    """What `calendar.to_ical()` returns, written one component at a time."""
    components, calendar.subcomponents = calendar.subcomponents, []
    begin, end = calendar.to_ical().rsplit(b"END:VCALENDAR", 1)
    entries = [component.to_ical() for component in tracked(components, progress)]
    return b"".join([begin, *entries, b"END:VCALENDAR", end])


def _entry(programme: Programme, event: Event, first: str, last: str) -> Component:
    from icalendar import Event as Entry

    event_status = programme.status(event.id)
    claim, sources = event_status.current_claim, claim_sources(programme, event_status.current_claim)
    entry = Entry()
    entry.add("uid", f"{event.id}@{DOMAIN}")
    entry.add("dtstamp", datetime.combine(programme.as_of_day, time(), UTC))
    entry.add("sequence", len(event_status.claims) - 1)
    if claim.when.is_single and claim.when.precision >= Precision.MINUTE:
        entry.add("dtstart", _EPOCH + timedelta(seconds=round(claim.when.core_earliest * 86400)))
    else:
        entry.add("dtstart", date.fromisoformat(first))
        entry.add("dtend", day_after(last))
    entry.add("summary", event.title(language()))
    lines = [event_date_sentence(programme, event), localized(event.summary)]
    lines += [source_sentence(source) for source in sources]
    entry.add("description", "\n".join(line for line in lines if line))
    entry.add("status", _STATUS.get(event_status.status, "TENTATIVE"))
    entry.add("transp", "TRANSPARENT")
    missions = (programme.mission(name) for name in event.missions)
    names = [mission.name(language()) for mission in missions if mission is not None]
    entry.add("categories", [label_of_event(programme, event), *names])
    if event.place is not None:
        entry.add("location", event.place.name(language()))
        if event.place.body == "earth" and event.place.latitude is not None:
            entry.add("geo", (event.place.latitude, event.place.longitude))
    if url := first_source_url(programme, claim):
        entry.add("url", url)
    entry.add("x-farside-edtf", claim.when.text)
    entry.add("x-farside-status", event_status.status.value)
    entry.add("x-farside-as-of", programme.as_of_day.isoformat())
    if event_status.doubted:
        entry.add("x-farside-doubted", "TRUE")
    for conflict in event_status.conflicts:
        entry.add("x-farside-conflict", conflict.when.text)
    return entry


def day_after(day: str) -> date:
    """The day after a day of `first_and_last_day`; the last day of the calendar stands for the day after it."""
    parsed = date.fromisoformat(day)
    return parsed if parsed == date.max else parsed + timedelta(days=1)


def first_source_url(programme: Programme, claim: Claim) -> str:
    """The address of the first source of a claim that has one; "" without one."""
    urls = (safe_url(source.url) for source in claim_sources(programme, claim))
    return next(filter(None, urls), "")


def undated_warning(count: int) -> str:
    """How many events are left out because they have no date."""
    return ngettext_("{n} event is left out: it has no date", "{n} events are left out: they have no date", count)


def _warnings(open_ended: int, undated: int, windows: int) -> tuple[str, ...]:
    """What the calendar cannot say: events without two ends, without a date, with a window of several days."""
    one_end = ngettext_(
        "{n} event is left out: its date has no two ends, and a calendar needs both",
        "{n} events are left out: their dates have no two ends, and a calendar needs both",
        open_ended,
    )
    whole_window = ngettext_(
        "{n} event covers all the days of its window; its date as written stands in X-FARSIDE-EDTF",
        "{n} events cover all the days of their windows; their dates as written stand in X-FARSIDE-EDTF",
        windows,
    )
    lines = ((open_ended, one_end), (undated, undated_warning(undated)), (windows, whole_window))
    return tuple(line for count, line in lines if count)
