"""Links to a view: `farside:event/ce7-launch?as-of=2024-06-27&view=window=2024-01-01/2036-01-01`.

The part before "?" is the ref of the selection, "" for none; `as-of` the day, absent: now; `view` the rest of the view
as `ViewState.to_text` writes it, absent: the view of the window that opens the link. Percent-encoded as URLs are.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import quote, unquote

from msgspec import Struct
from msgspec.structs import replace

from viewer.i18n import _
from viewer.ref import split_ref
from viewer.state import ViewState, read_day

SCHEME = "farside:"
KINDS = ("event", "mission", "partner", "source")


class Link(Struct, frozen=True):
    """What a link asks for."""

    address: str  # the ref of the selection, "" for none
    as_of: date | None = None
    view: ViewState | None = None

    def state(self, present: ViewState) -> ViewState:
        """The state to show. Without a view in the link the rest stays as it is in `present`."""
        return replace(self.view or present, selection=self.address, as_of=self.as_of, measure_to="")


def link_text(state: ViewState) -> str:
    """The link to `state`."""
    day = f"as-of={state.as_of.isoformat()}&" if state.as_of is not None else ""
    view = replace(state, selection="", as_of=None, measure_to="").to_text()
    return f"{SCHEME}{quote(state.selection, safe='/-')}?{day}view={quote(view, safe='/=;,:.~-')}"


def read_link(text: str) -> Link:
    """The link that `text` writes. ValueError with one clear sentence for anything else."""
    text = text.strip()
    if text[: len(SCHEME)].lower() != SCHEME:
        raise ValueError(_("an address begins with farside:, not “{text}”", text=text))
    path, _mark, query = text[len(SCHEME) :].partition("?")
    address, kinds = unquote(path), ", ".join(KINDS)
    kind, name = split_ref(address)
    if address and (kind not in KINDS or not name):
        raise ValueError(
            _("“{address}” is no address: write farside:KIND/ID with one of {kinds}", address=address, kinds=kinds)
        )
    values: dict[str, str] = {}
    for part in query.split("&") if query else ():
        key, _equals, value = part.partition("=")
        if key not in ("as-of", "view") or key in values:
            raise ValueError(_("an address takes as-of=DAY and view=VIEW once each, not “{part}”", part=part))
        values[key] = unquote(value)
    as_of = read_day(values["as-of"]) if "as-of" in values else None
    view = ViewState.from_text(values["view"]) if "view" in values else None
    if view is not None and as_of is None:
        as_of = view.as_of
    return Link(address, as_of, view)
