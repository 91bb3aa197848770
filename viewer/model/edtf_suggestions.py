"""What to write instead of a text that is not EDTF: "around May 2024" -> `2024-05~`.

Tables of pattern and template turn dates in words and in other notations into dates of the profile. The result is
what an author may have meant; it is suggested and never taken for the date itself. Imported only when a text is
refused or searched for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from viewer.i18n import N_, _
from viewer.model.edtf_date import YEAR_PART_CODES, EdtfError
from viewer.model.edtf_syntax import MAX_LENGTH, WHERE_X_STANDS, parse_strict

SHOWN_LENGTH = 60  # Characters of a refused text that its error repeats


def suggest(text: str) -> str:
    """The date of the profile that `text` may mean, or ""."""
    text = text.strip()
    try:
        return parse_strict(text).text
    except EdtfError:
        pass
    for pattern, template in RULES:
        if match := pattern.fullmatch(text):
            try:
                return parse_strict(apply_template(template, match)).text
            except EdtfError:
                continue
    return ""


def apply_template(template: str, match: re.Match[str]) -> str:
    """`template` with each named group converted as _CONVERTERS says; "" if one converts to nothing."""
    values = {name: _CONVERTERS[name](text) for name, text in match.groupdict().items() if text is not None}
    return template.format(**values) if all(values.values()) else ""


def error_with_suggestion(text: str, error: EdtfError) -> EdtfError:
    """The error for `text` in one line. A text up to MAX_LENGTH gets a reason and a cure where `error` has none.

    A cure is given only if every date in it is one of the profile.
    """
    reason, cure = str(error), error.cure
    shown = _printable(text[: 2 * SHOWN_LENGTH])
    if len(shown) > SHOWN_LENGTH:
        shown = shown[: SHOWN_LENGTH - 1] + "…"
    if len(text) <= MAX_LENGTH:
        reason = reason or next((_(why) for pattern, why in REASONS if pattern.search(text)), "")
        cure = cure or _cure(re.sub(r"(?<!\.)[.,;]$", "", " ".join(text.split())))
    if reason:
        return EdtfError(_("`{text}` is not EDTF ({reason})", text=shown, reason=_printable(reason)), cure)
    return EdtfError(_("`{text}` is not EDTF", text=shown), cure)


def _cure(text: str) -> str:
    if suggestion := suggest(text):
        return _("write `{date}`", date=suggestion)
    for pattern, template in ADVICE:
        if match := pattern.fullmatch(text):
            cure = apply_template(_(template), match)
            if cure and all(suggest(quoted) == quoted for quoted in re.findall("`(.*?)`", cure)):
                return cure
    return ""


def _printable(text: str) -> str:
    """`text` in one line: a character that is not visible becomes its escape."""
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in text)


def _month(word: str) -> str:
    return f"{_MONTHS.index(word[:3].lower()) + 1:02}" if word[:1].isalpha() else f"{int(word):02}"


def _part_of_year(unit: str, numbers: Mapping[str, int]) -> Callable[[str], str]:
    """Converts a word that counts the `unit` of a year ("third", "3rd", "3", "三") to its code."""
    return lambda word: str(YEAR_PART_CODES[unit, numbers[word.lower()]])


def _with_mark(mark: str) -> Callable[[str], str]:
    """Converts words to a date with `mark`. A date that has the other mark of `~` and `?` gets `%`."""

    def convert(text: str) -> str:
        suggestion = suggest(text)
        bare = suggestion.rstrip("?~%")
        return suggestion and bare + (mark if suggestion[len(bare) :] in ("", mark) else "%")

    return convert


def _marks_at_end(text: str) -> str:
    """?2026-08, 2026?-08, 2026-08?~: one mark for all, at the end."""
    marks = set(re.findall("[?~%]", text))
    return re.sub("[?~%]", "", text) + (marks.pop() if len(marks) == 1 else "%")


def _next_day(text: str) -> str:
    try:
        return (date.fromisoformat(text) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):  # no such day, or the last of the year 9999
        return ""


def _zone(text: str) -> str:
    """Z for UTC and for a missing zone; +0800 as +08:00."""
    if text[:1] in ("+", "-"):
        return f"{text[:3]}:{text[-2:]}" if len(text) > 3 else text
    return "Z"


def _in_order(text: str) -> str:
    """The elements of a set, without marks, in order, each once."""
    elements = {_without_mark(element) for element in text.split(",")}
    return ",".join(sorted(elements)) if "" not in elements else ""


def _without_mark(text: str) -> str:
    return suggest(text).rstrip("?~%")


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _numbered(*words: str) -> dict[str, int]:
    return {word: number for number, synonyms in enumerate(words, start=1) for word in synonyms.split()}


_ORDINALS = _numbered("first 1st 1 上 一", "second 2nd 2 下 二", "third 3rd 3 三", "fourth 4th 4 四")
_SEASONS = _numbered("spring 春", "summer 夏", "autumn fall 秋", "winter 冬")

_CONVERTERS: Mapping[str, Callable[[str], str]] = {
    "y": str,
    "m": _month,
    "n": _month,
    "d": lambda number: f"{int(number):02}",
    "s": _part_of_year("season", _SEASONS),
    "q": _part_of_year("quarter", _ORDINALS),
    "t": _part_of_year("third", _ORDINALS),
    "h": _part_of_year("half", _ORDINALS),
    "a": suggest,  # words within words
    "b": suggest,
    "about": _with_mark("~"),
    "doubted": _with_mark("?"),
    "marks": _marks_at_end,
    "upper": str.upper,
    "clock": str,
    "next": _next_day,
    "z": _zone,
    "bare": _without_mark,
    "last": _without_mark,
    "elements": _in_order,
    # An interval or a set, without its times of day.
    "untimed": lambda text: re.sub("(?<=[0-9])T[0-9:Z+-]*", "", text) if text[:1] == "[" or "/" in text else "",
}
"""By name of a group in RULES and ADVICE: how its text becomes part of a date."""

_Y = r"(?P<y>[0-9]{4})"
_MM = r"(?P<m>0?[1-9]|1[0-2])"
_DD = r"(?P<d>0?[1-9]|[12][0-9]|3[01])"
_NAMED = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_SEASON = r"(?P<s>spring|summer|autumn|fall|winter)"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_MINUTE = r"[0-9]{2}:[0-9]{2}"
_Z = r"(?P<z>Z|[+-][0-9]{2}:?(?:[0-9]{2})?|)"


def _rows(*rows: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), template) for pattern, template in rows)


RULES = _rows(
    # no date
    (r"tb[acd]|n/?a|none|null|unknown|undated|no date|not (?:yet )?(?:announced|known|set)|\?+|-+", "unknown"),
    (r"未定|待定|未知|未公布", "unknown"),
    # numbers
    (rf"{_Y}[-/.]{_MM}[-/.]{_DD}", "{y}-{m}-{d}"),
    (rf"{_Y}{_MM}{_DD}", "{y}-{m}-{d}"),
    (rf"{_Y}[-/.]{_MM}", "{y}-{m}"),
    (rf"{_MM}[-/.]{_Y}", "{y}-{m}"),
    (rf"(?P<d>1[3-9]|2[0-9]|3[01])[-/.]{_MM}[-/.]{_Y}", "{y}-{m}-{d}"),
    (rf"{_MM}[-/](?P<d>1[3-9]|2[0-9]|3[01])[-/]{_Y}", "{y}-{m}-{d}"),
    (rf"{_DD}\.{_MM}\.{_Y}", "{y}-{m}-{d}"),
    (rf"{_Y} ?年 ?{_MM} ?月 ?{_DD} ?[日号]", "{y}-{m}-{d}"),
    (rf"{_Y} ?年 ?{_MM} ?月", "{y}-{m}"),
    (rf"{_Y} ?年", "{y}"),
    (r"(?:the )?(?P<y>[0-9]{3})0['’]?s", "{y}X"),
    (r"(?P<y>[0-9]{2})X?XX(?:-XX){1,2}", "{y}XX"),
    (r"(?P<y>[0-9]{3}X)(?:-XX){1,2}", "{y}"),
    (r"(?P<y>[0-9]{4}-XX)-[0-9]{2}", "{y}-XX"),
    (r"(?P<y>[0-9]{4}-[0-9]{2})-(?:[0-9]X|X[0-9])", "{y}-XX"),
    (r"(?P<y>[0-9]{4})-(?:[0-9]X|X[0-9])(?:-..)?", "{y}-XX"),
    (r"(?P<y>[0-9]{3})[0-9]S3", "{y}X"),
    (r"(?P<y>[0-9]{2})[0-9]{2}S2", "{y}XX"),
    (r"(?P<upper>[0-9x-]+|[0-9-]+t[0-9:]+(?:z|[+-][0-9:]+))", "{upper}"),
    # parts of a year
    (rf"{_Y}[ -]?Q(?P<q>[1-4])", "{y}-{q}"),
    (rf"Q(?P<q>[1-4])[ -/]?{_Y}", "{y}-{q}"),
    (rf"(?P<q>[1-4])Q[ -/]?{_Y}", "{y}-{q}"),
    (rf"(?:the )?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th) quarter(?: of)? {_Y}", "{y}-{q}"),
    (rf"{_Y} ?年 ?第?(?P<q>[一二三四1-4])季度", "{y}-{q}"),
    (rf"{_Y}[ -]?H(?P<h>[12])", "{y}-{h}"),
    (rf"H(?P<h>[12])[ -/]?{_Y}", "{y}-{h}"),
    (rf"(?P<h>[12]) ?H[ -/]?{_Y}", "{y}-{h}"),
    (rf"(?:the )?(?P<h>first|second|1st|2nd) half(?: of)? {_Y}", "{y}-{h}"),
    (rf"{_Y} ?年 ?(?P<h>[上下])半年", "{y}-{h}"),
    (rf"(?:the )?(?P<t>first|second|third|1st|2nd|3rd) third(?: of)? {_Y}", "{y}-{t}"),
    (rf"(?:the )?{_SEASON}(?: of)?,? {_Y}", "{y}-{s}"),
    (rf"{_Y}[ -]{_SEASON}", "{y}-{s}"),
    (rf"{_Y} ?年 ?(?P<s>[春夏秋冬])[季天]?", "{y}-{s}"),
    # months by name
    (rf"{_NAMED},? {_Y}", "{y}-{m}"),
    (rf"{_Y}[ -]{_NAMED}", "{y}-{m}"),
    (rf"(?:the )?{_DD}(?:st|nd|rd|th)?(?: of)?[ -]{_NAMED},?[ -]{_Y}", "{y}-{m}-{d}"),
    (rf"{_NAMED} {_DD}(?:st|nd|rd|th)?,? {_Y}", "{y}-{m}-{d}"),
    (rf"{_Y}[ -]{_NAMED}[ -]{_DD}", "{y}-{m}-{d}"),
    # instants
    (rf"(?P<next>{_DAY})T24(?::00){{0,2}}{_Z}", "{next}T00:00{z}"),
    (rf"(?P<clock>{_DAY}T{_MINUTE}):6[0-9]{_Z}", "{clock}:59{z}"),
    (rf"(?P<clock>{_DAY}T{_MINUTE}:[0-9]{{2}})[.,][0-9]+{_Z}", "{clock}{z}"),
    (rf"(?P<clock>{_DAY}T[0-9:]+){_Z}[?~%]+", "{clock}{z}"),
    (rf"(?P<y>{_DAY})[T ,]+(?P<clock>[0-9]{{2}}(?::[0-9]{{2}}){{0,2}}) ?{_Z}(?:UTC|GMT)?", "{y}T{clock}{z}"),
    # intervals and sets
    (r"(?P<untimed>[^ ]*[0-9]T[0-9][^ ]*)", "{untimed}"),
    (r"\[\.\.(?P<bare>[^\[\],]+)\]", "[..{bare}]"),
    (r"\[(?P<bare>[^\[\],]+)\.\.\]", "[{bare}..]"),
    (r"\[(?P<bare>[^\[\],]+)\.\.(?P<last>[^\[\],]+)\]", "[{bare}..{last}]"),
    (r"[\[{](?P<elements>[^\[\]{}]+)[\]}]", "[{elements}]"),
    # marks
    (r"(?P<marks>[0-9X-]*[?~%][0-9X?~%-]*)", "{marks}"),
    (r"(?:around|about|circa|c\.|ca\.?|approximately|approx\.?|roughly|some ?time in|[~≈]) ?(?P<about>.+)", "{about}"),
    (r"(?:约|大约|预计) ?(?P<about>.+)", "{about}"),
    (r"(?P<about>.+?) ?(?:前后|左右)", "{about}"),
    (r"(?P<about>.+?),? \(?(?:approximately|approx\.?|circa)\)?", "{about}"),
    (r"(?:reportedly|possibly|probably|perhaps|maybe|allegedly|据报道|可能) ?(?P<doubted>.+)", "{doubted}"),
    (r"(?P<doubted>.+?) ?\(\?\)", "{doubted}"),
    # bounds
    (r"(?:by|no later than|not later than|nlt|up to|≤|<=) ?(?:the end of )?(?P<a>.+)", "[..{a}]"),
    (r"(?P<a>.+?) at the latest", "[..{a}]"),
    (r"(?:no earlier than|not earlier than|not before|net|≥|>=) ?(?P<a>.+)", "[{a}..]"),
    (r"(?P<a>.+?) (?:at the earliest|or later)", "[{a}..]"),
    (r"since (?P<a>.+)", "{a}/.."),
    (r"from (?P<a>.+?) on(?:wards?)?", "{a}/.."),
    (r"until (?P<a>.+)", "/{a}"),
    (r"(?:either )?(?P<a>.+?) or (?P<b>.+)", "[{a},{b}]"),
    (rf"between {_NAMED} and {_NAMED.replace('<m>', '<n>')} {_Y}", "[{y}-{m}..{y}-{n}]"),
    (r"between (?P<a>.+?) and (?P<b>.+)", "[{a}..{b}]"),
    (r"from (?P<a>.+?) (?:to|until|till) (?P<b>.+)", "{a}/{b}"),
    (r"(?:in|on|during|planned for|expected in) (?P<a>.+)", "{a}"),
)
"""Patterns of whole texts, tried from the top, in any case; _CONVERTERS explains the names of their groups."""

ADVICE = _rows(
    (rf"(?P<d>0?[1-9]|1[0-2])[-/]{_MM}[-/]{_Y}", N_("write `{y}-{m}-{d}` or `{y}-{d}-{m}`")),
    (
        r"(?P<a>[0-9]{4}) ?(?:[-–—]|to) ?(?P<b>[0-9]{4})",
        N_("write `{a}/{b}` if it lasted, `[{a}..{b}]` if it is one day of these"),
    ),
    (
        r"(?P<a>.+?) ?(?:[–—]| - | to ) ?(?P<b>.+)",
        N_("write `{a}/{b}` if it lasted, `[{a}..{b}]` if it is one day of these"),
    ),
    (rf"(?:in )?early[ -](?:in )?{_Y}", N_("write `{y}-33` for its first quarter, `{y}-37` for its first third")),
    (rf"(?:in )?mid(?:dle)?[ -](?:of )?{_Y}", N_("write `{y}-38` for its second third")),
    (
        rf"(?:in )?(?:late|the end of|end of)[ -]?{_Y}",
        N_("write `{y}-36` for its last quarter, `{y}-39` for its last third"),
    ),
    (r"before (?P<a>.+)", N_("write `[..{a}]` if {a} itself is meant too")),
    (r"after (?P<a>.+)", N_("write `[{a}..]` if {a} itself is meant too")),
)
"""Texts that may mean more than one date, with the whole cure; groups as in RULES."""

REASONS = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (r"^\s*$", N_("nothing is written")),
        (r"^\s|\s$", N_("there is space around it")),
        (r"[{}]", N_("a set of all of them is several events")),
        (r"^Y", N_("years have four digits, 0001 to 9999")),
        (r"[0-9]S[0-9]", N_("significant digits are not kept")),
        (r"T[0-9:]+$", N_("an instant needs Z or an offset")),
        (r"T[0-9:]+[.,][0-9]", N_("fractions of a second are not kept")),
        (r"T[0-9:]+(Z|[+-][0-9:]+)[?~%]", N_("no mark stands on an instant")),
        (r"[?~%][0-9X-]|[?~%]{2}", N_("one mark stands at the end of a date: `?`, `~` or, for both, `%`")),
        (r"[0-9]X|X[0-9]|XX", WHERE_X_STANDS),
    )
)
"""Why a text is not of the profile; the first pattern that is found in it counts."""
