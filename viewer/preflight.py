"""The system libraries and the display that Qt needs. Qt aborts the process where one of them is missing.

./run reads these tables before the environment exists: only the standard library is imported, and `viewer.i18n` for
messages. Every start of a window runs this module, so what is seldom needed is imported where it is used.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping
from functools import cache
from time import sleep
from typing import Final, Literal, NamedTuple

Platform = Literal["xcb", "wayland", "offscreen"]


class Package(NamedTuple):
    """The package that contains a library or program, on Debian and Ubuntu, on Fedora, on Arch."""

    apt: str
    dnf: str
    pacman: str


# Read with `readelf -d` from the Qt libraries and plug-ins of the PySide6-Essentials 6.11.3 wheel.
_GUI: Final = {
    "libEGL.so.1": Package("libegl1", "libglvnd-egl", "libglvnd"),
    "libGL.so.1": Package("libgl1", "libglvnd-glx", "libglvnd"),
    "libX11.so.6": Package("libx11-6", "libX11", "libx11"),
    "libdbus-1.so.3": Package("libdbus-1-3", "dbus-libs", "dbus"),
    "libfontconfig.so.1": Package("libfontconfig1", "fontconfig", "fontconfig"),
    "libfreetype.so.6": Package("libfreetype6", "freetype", "freetype2"),
    "libglib-2.0.so.0": Package("libglib2.0-0", "glib2", "glib2"),
    "libgthread-2.0.so.0": Package("libglib2.0-0", "glib2", "glib2"),
    "libxkbcommon.so.0": Package("libxkbcommon0", "libxkbcommon", "libxkbcommon"),
}
_XCB: Final = {
    "libX11-xcb.so.1": Package("libx11-xcb1", "libX11-xcb", "libx11"),
    "libxcb-cursor.so.0": Package("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    "libxcb-icccm.so.4": Package("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    "libxcb-image.so.0": Package("libxcb-image0", "xcb-util-image", "xcb-util-image"),
    "libxcb-keysyms.so.1": Package("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    "libxcb-randr.so.0": Package("libxcb-randr0", "libxcb", "libxcb"),
    "libxcb-render-util.so.0": Package("libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    "libxcb-render.so.0": Package("libxcb-render0", "libxcb", "libxcb"),
    "libxcb-shape.so.0": Package("libxcb-shape0", "libxcb", "libxcb"),
    "libxcb-shm.so.0": Package("libxcb-shm0", "libxcb", "libxcb"),
    "libxcb-sync.so.1": Package("libxcb-sync1", "libxcb", "libxcb"),
    "libxcb-util.so.1": Package("libxcb-util1", "xcb-util", "xcb-util"),
    "libxcb-xfixes.so.0": Package("libxcb-xfixes0", "libxcb", "libxcb"),
    "libxcb-xkb.so.1": Package("libxcb-xkb1", "libxcb", "libxcb"),
    "libxcb.so.1": Package("libxcb1", "libxcb", "libxcb"),
    "libxkbcommon-x11.so.0": Package("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
}
_WAYLAND: Final = {
    "libwayland-client.so.0": Package("libwayland-client0", "libwayland-client", "wayland"),
    "libwayland-cursor.so.0": Package("libwayland-cursor0", "libwayland-cursor", "wayland"),
}
LIBRARIES: Final[dict[Platform, dict[str, Package]]] = {
    "offscreen": _GUI, "xcb": _GUI | _XCB, "wayland": _GUI | _WAYLAND,
}  # fmt: skip
PACKAGES: Final = _GUI | _XCB | _WAYLAND

_INSTALL: Final = {
    "apt": ("apt-get", "apt-get install -y --no-install-recommends"),
    "dnf": ("dnf", "dnf install -y"),
    "pacman": ("pacman", "pacman -S --needed"),
}
_SAFE_PLUGINS: Final = ("xcb", "wayland", "offscreen", "minimal", "vnc")  # eglfs, linuxfb … abort on a desktop


def missing_libraries(platform: Platform) -> tuple[str, ...]:
    """Names (`libxcb-cursor.so.0`) the dynamic loader cannot load for this platform; () outside Linux."""
    if sys.platform != "linux":
        return ()
    return tuple(name for name in LIBRARIES[platform] if not _loads(name))


def packages(
    missing: tuple[str, ...], manager: Literal["apt", "dnf", "pacman"], table: Mapping[str, Package] = PACKAGES
) -> tuple[str, ...]:
    """The packages of `table` that contain these libraries or programs, each once, sorted."""
    return tuple(sorted({getattr(table[name], manager) for name in missing}))


def few(names: tuple[str, ...]) -> str:
    """The first three of many names, for a message whose command names every package."""
    return ", ".join(names[:3]) + (", …" if len(names) > 3 else "")


def install_line(missing: tuple[str, ...], table: Mapping[str, Package] = PACKAGES) -> str:
    """The command that installs these libraries or programs; their names where no package manager is known."""
    import shutil

    for manager in ("apt", "dnf", "pacman"):
        program, command = _INSTALL[manager]
        if shutil.which(program):
            line = f"{command} {' '.join(packages(missing, manager, table))}"
            if os.geteuid() == 0:
                return line
            return f"sudo {line}" if shutil.which("sudo") else f"su -c '{line}'"
    return f"install {', '.join(missing)}"


def window_platform() -> str | None:
    """The Qt platform a window can open on here (for QT_QPA_PLATFORM); None without a display.

    A value of QT_QPA_PLATFORM is returned unchanged, None where its display does not answer. Outside Linux the result
    is "", Qt's own choice.
    """
    requested = os.environ.get("QT_QPA_PLATFORM", "")
    if requested:
        name = plugin(requested)
        unreachable = (name == "xcb" and not _x_answers()) or (name == "wayland" and not _wayland_answers())
        return None if unreachable else requested
    if sys.platform != "linux":
        return ""
    if not _wayland_answers():
        return "xcb" if _x_answers() else None
    needs_x = missing_libraries("wayland") and not missing_libraries("xcb") and _x_answers()
    return "xcb" if needs_x else "wayland"


def plugin(platform: str) -> str:
    """The plug-in that Qt tries first: `wayland` for `wayland-egl;xcb:option`."""
    name = platform.split(";")[0].split(":")[0]
    return "wayland" if name.startswith("wayland") else name


def problem_for_window() -> str | None:
    """Why no window can open here, in one line with the cure; None where one can."""
    from viewer.i18n import _

    platform = window_platform()
    if platform is None:
        displays = [os.environ[name] for name in ("WAYLAND_DISPLAY", "DISPLAY") if os.environ.get(name)]
        if displays:
            return _("no window: the display {name} does not answer", name=", ".join(displays))
        return _("no window: there is no display (DISPLAY and WAYLAND_DISPLAY are not set)")
    is_requested = sys.platform == "linux" and os.environ.get("QT_QPA_PLATFORM")
    if is_requested and not _plugin_exists(plugin(platform)):
        return _("no window: QT_QPA_PLATFORM={name} is not supported here", name=platform)
    return _problem(plugin(platform))


def problem_for_pictures() -> str | None:
    """Why Qt cannot draw here even without a display, in one line with the cure; None where it can."""
    return _problem("offscreen")


def _problem(name: str) -> str | None:
    from viewer.i18n import _

    platform: Platform = "xcb" if name == "xcb" else "wayland" if name == "wayland" else "offscreen"
    missing = missing_libraries(platform)
    if not missing:
        return None
    values = {"names": few(missing), "line": install_line(missing)}
    return _("Qt needs system libraries that are missing here ({names}): {line}", **values)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _plugin_exists(name: str) -> bool:
    import importlib.util

    spec = importlib.util.find_spec("PySide6")
    if name not in _SAFE_PLUGINS or spec is None or spec.origin is None:
        return name in _SAFE_PLUGINS
    folder = os.path.join(os.path.dirname(spec.origin), "Qt", "plugins", "platforms")
    return not os.path.isdir(folder) or os.path.exists(os.path.join(folder, f"libq{name}.so"))


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    return bool(name) and _accepts(os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), name or ""))


def _x_answers() -> bool:
    """True if DISPLAY accepts a connection, made as Qt makes it (with the user's key) where libxcb is installed."""
    name = os.environ.get("DISPLAY", "")
    host, colon, number = name.rpartition(":")
    screen = number.split(".")[0]
    if not colon or not screen.isdecimal():
        return False
    path = name if host.startswith("/") else f"/tmp/.X11-unix/X{screen}" if host in ("", "unix") else None
    if path is None and not _accepts((host.removeprefix("tcp/").strip("[]"), 6000 + int(screen))):
        return False  # libxcb would wait for minutes
    accepts = _x_accepts(name, os.environ.get("XAUTHORITY"))
    if accepts is None:  # missing_libraries("xcb") names libxcb before Qt loads
        return path is None or _accepts(f"\0{path}") or _accepts(path)
    return accepts


@cache
def _x_accepts(display: str, authority: str | None) -> bool | None:
    """True if libxcb connects to this display with this key; None without libxcb.

    Tried once, and the connection is never closed: a server without other clients (Xvfb) resets when its last client
    disconnects and refuses connections meanwhile, so that Qt's own could fail.
    """
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return None
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    for _attempt in range(3):
        connection = xcb.xcb_connect(os.fsencode(display), None)
        if xcb.xcb_connection_has_error(connection) == 0:
            return True
        xcb.xcb_disconnect(connection)
        sleep(0.03)
    return False


def _accepts(address: str | tuple[str, int]) -> bool:
    """True if a server accepts a connection: at a local path (\\0 before an abstract name), or at a host and port."""
    import socket

    try:
        if isinstance(address, tuple):
            socket.create_connection(address, timeout=2).close()
            return True
        with socket.socket(socket.AF_UNIX) as probe:
            probe.connect(address)
            return True
    except (OSError, OverflowError, UnicodeError):  # not there, no such port, no such name
        return False
