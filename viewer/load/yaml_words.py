"""What libyaml says, in words an author understands, at the place where the author must look."""

from __future__ import annotations

from yaml import MarkedYAMLError

from viewer.i18n import _


def place_and_words(error: MarkedYAMLError, text: str) -> tuple[int, int, str, str]:
    """(line, column, message, cure) for a syntax error in `text`; line and column from 1."""
    said = error.problem or ""
    mark = error.problem_mark or error.context_mark
    opened = error.context_mark or mark
    where = opened if _speaks_of_its_beginning(said) else mark
    line, column = (where.line, where.column) if where else (0, 0)
    lines = text.splitlines()
    if line >= len(lines):  # at the end of the text: there is nothing to look at
        line = max((number for number, each in enumerate(lines) if each.strip()), default=0)
        column = len(lines[line].rstrip()) if lines else 0
    here = lines[line] if lines else ""
    if "\t" in here[: len(here) - len(here.lstrip())]:
        column = here.index("\t")
    at = here[column : column + 1]
    return line + 1, column + 1, *_words(said, error.context or "", at)


def _speaks_of_its_beginning(said: str) -> bool:
    """Whether the mark of what was begun (a quote, a bracket) tells more than the mark of where it failed."""
    begun = (
        "unexpected end of stream",
        "',' or",
        "could not find expected ':'",
        "alphabetic or numeric",
    )
    return any(part in said for part in begun)


def _words(said: str, context: str, at: str) -> tuple[str, str]:
    """The message and the cure; `at` is the character at the place."""
    if at == "\t" and ("cannot start any token" in said or "tab" in said):
        return _("a tab stands where YAML wants spaces"), _("indent with spaces")
    if "cannot start any token" in said:
        return _("a text cannot begin with {character}", character=at), _("put the text in quotes")
    if "mapping values are not allowed" in said:
        return _("a second colon where only text can stand"), _('put the text in quotes: key: "a: b"')
    if "unexpected end of stream" in said:
        return _("this quote is never closed"), ""
    if "',' or ']'" in said or "',' or '}'" in said:
        return _("this bracket is not closed, or a comma is missing"), _("put a text with brackets in quotes")
    if "node content" in said:
        return _("something is missing here, or a bracket is not closed"), ""
    if "could not find expected ':'" in said:
        return _("this line is neither 'key: value' nor '- item'"), _("indent a text that goes on")
    if "expected key" in said or "<block end>" in said:
        return _("this does not continue what stands above"), _(
            "align the keys, and put a text with quotes or brackets in quotes"
        )
    if "'-' indicator" in said:
        return _("a list goes on with '- '"), _("begin the line with '- ', or indent it")
    if "sequence entries are not allowed" in said:
        return _("a list cannot begin here"), _("put '- ' on a line of its own")
    if "escape" in said:
        return _("an unknown escape in double quotes"), _("use single quotes, or write \\\\ for \\")
    if "scanning an alias" in context or "scanning an anchor" in context:
        return _("a text cannot begin with {character}", character=at), _("put the text in quotes")
    if "tag" in said or "tag" in context:
        return _("tags are not allowed"), _("put a text that begins with ! in quotes")
    return _("this is not YAML: {reason}", reason=said or context), ""
