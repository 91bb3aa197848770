"""The Moon as seen from far away: where a place lies on a picture of one of its sides. No Qt.

A view is an orthographic projection onto the unit disc, x to the right, y down, the rim at radius 1
(J. P. Snyder, *Map Projections – A Working Manual*, USGS Professional Paper 1395, 1987, p. 145–153, equations
20-3 to 20-5 forward, 20-14 to 20-18 inverse). Degrees north and east.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, radians, sin

from viewer.i18n import N_


@dataclass(frozen=True, slots=True)
class View:
    """A side of the Moon, by the place at the centre of its disc; `title` is a message."""

    id: str
    title: str
    latitude: float
    longitude: float


VIEWS: tuple[View, ...] = (
    View("near", N_("Near side"), 0.0, 0.0),
    View("far", N_("Far side"), 0.0, 180.0),
    View("south", N_("South pole"), -90.0, 0.0),
)
"""On the polar view the middle of the near side is at the top, as an observer above the pole has it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a view. Beyond the rim `seen` is false and (x, y) the point of the rim next to it."""

    x: float
    y: float
    seen: bool


def projected(view: View, latitude: float, longitude: float) -> Spot:
    """Where a place lies on the disc of `view`.

    What lies on the other side is put on the rim, in the direction in which it lies; the very opposite of the
    centre, which has none, at the bottom.
    """
    phi, phi_0 = radians(latitude), radians(view.latitude)
    away = radians(longitude - view.longitude)
    x = cos(phi) * sin(away)
    y = cos(phi_0) * sin(phi) - sin(phi_0) * cos(phi) * cos(away)
    depth = sin(phi_0) * sin(phi) + cos(phi_0) * cos(phi) * cos(away)
    if depth >= 0:
        return Spot(x, -y, True)
    length = hypot(x, y)
    if length < 1e-12:
        return Spot(0.0, 1.0, False)
    return Spot(x / length, -y / length, False)


def unprojected(view: View, x: float, y: float) -> tuple[float, float] | None:
    """Latitude and longitude (-180 to 180) of a point of the disc; None beyond its rim."""
    rho = hypot(x, y)
    if rho > 1.0:
        return None
    phi_0, c = radians(view.latitude), asin(rho)
    if rho == 0.0:
        return view.latitude, (view.longitude + 180.0) % 360.0 - 180.0
    up = -y
    phi = asin(max(-1.0, min(1.0, cos(c) * sin(phi_0) + up * sin(c) * cos(phi_0) / rho)))
    away = atan2(x * sin(c), rho * cos(phi_0) * cos(c) - up * sin(phi_0) * sin(c))
    return degrees(phi), (degrees(away) + view.longitude + 180.0) % 360.0 - 180.0
