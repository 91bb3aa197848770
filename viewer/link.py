"""Addresses that lead back: `farside:event/ce7-launch?as-of=2024-06-27&view=window=2024-01-01/2036-01-01`.

The part before "?" is what is selected, "" for nothing; `as-of` the day it is seen from, absent: now; `view` the rest
of the view as `ViewState.to_text` writes it, absent: as it is where the address is opened. Percent-encoded as URLs are.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import quote, unquote

from msgspec import Struct
from msgspec.structs import replace

from viewer.i18n import _
from viewer.ref import split_ref
from viewer.state import ViewState

SCHEME = "farside:"
KINDS = ("event", "mission", "partner", "source")


class Link(Struct, frozen=True):
    """What an address asks for."""

    address: str  # "event/ce7-launch", "" for nothing
    as_of: date | None = None
    view: ViewState | None = None

    def state(self, present: ViewState) -> ViewState:
        """The state to look at; what the address does not tell stays as it is in `present`."""
        return replace(self.view or present, selection=self.address, as_of=self.as_of, measure_to="")


def link_text(state: ViewState) -> str:
    """The address that leads to `state`."""
    parts = []
    if state.as_of is not None:
        parts.append(f"as-of={state.as_of.isoformat()}")
    view = replace(state, selection="", as_of=None, measure_to="").to_text()
    parts.append(f"view={quote(view, safe='/=;,:.~-')}")
    return f"{SCHEME}{quote(state.selection, safe='/-')}?{'&'.join(parts)}"


def read_link(text: str) -> Link:
    """What `text` asks for. ValueError with one clear sentence for what is no address of ours."""
    text = text.strip()
    if text[: len(SCHEME)].lower() != SCHEME:
        raise ValueError(_("an address begins with farside:, not “{text}”", text=text))
    path, _mark, query = text[len(SCHEME) :].partition("?")
    address = unquote(path)
    kind, name = split_ref(address)
    if address and (kind not in KINDS or not name):
        raise ValueError(
            _(
                "“{address}” is no address: write farside:KIND/ID with one of {kinds}",
                address=address,
                kinds=", ".join(KINDS),
            )
        )
    given: dict[str, str] = {}
    for part in query.split("&") if query else ():
        key, _equals, value = part.partition("=")
        if key not in ("as-of", "view") or key in given:
            raise ValueError(_("an address takes as-of=DAY and view=VIEW once each, not “{part}”", part=part))
        given[key] = unquote(value)
    as_of = None
    if "as-of" in given:
        as_of = ViewState.from_text(f"window=2000-01-01/2001-01-01;as-of={given['as-of']}").as_of
    view = ViewState.from_text(given["view"]) if "view" in given else None
    if view is not None and as_of is None:
        as_of = view.as_of
    return Link(address, as_of, view)
