"""Set up what ./run and ./test need: the environment in .venv, and on Debian and Ubuntu the system packages.

    python3 -P tools/set_up.py NEED        words, offscreen, xcb, wayland or tests

Runs on the system's Python with the standard library only. All messages go to standard error. The exit code is 3 if
it cannot finish; the message then has the command to type. The environment is built in .venv.new and then renamed,
with its stamp (.venv/.set-up, which tools/environment.sh reads) inside. So an interrupted set-up begins again.
"""

from __future__ import annotations

import fcntl
import glob
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from viewer import preflight  # noqa: E402

RUNTIME: Final = "requirements.lock"
DEVELOPMENT: Final = "requirements-dev.lock"
# By need, the platforms whose system libraries it takes; below, what they are for.
LIBRARIES: Final[dict[str, tuple[preflight.Platform, ...]]] = {
    "words": (),
    "offscreen": ("offscreen",),
    "xcb": ("offscreen", "xcb"),
    "wayland": ("offscreen", "wayland"),
    "tests": ("offscreen", "xcb"),
}
PURPOSE: Final = {
    "words": "the program's libraries go into .venv",
    "offscreen": "Qt draws pictures with them",
    "xcb": "Qt opens its window with them",
    "wayland": "Qt opens its window with them",
    "tests": "the tests draw, open windows and read PDF with them",
}

TOOLS: Final = {  # programs that the tests start, and what those need
    "Xvfb": preflight.Package("xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
    "xdotool": preflight.Package("xdotool", "xdotool", "xdotool"),
    "pdftotext": preflight.Package("poppler-utils", "poppler-utils", "poppler"),
    "cupsd": preflight.Package("cups", "cups", "cups"),
    "lpadmin": preflight.Package("cups-client", "cups-client", "cups"),
    "dbus-run-session": preflight.Package("dbus", "dbus-daemon", "dbus"),
    "at-spi-bus-launcher": preflight.Package("at-spi2-core", "at-spi2-core", "at-spi2-core"),
    "Atspi-2.0.typelib": preflight.Package("gir1.2-atspi-2.0", "at-spi2-core", "at-spi2-core"),
    "python3-gi": preflight.Package("python3-gi", "python3-gobject", "python-gobject"),
}
TOOL_FILES: Final = {  # patterns of the paths of tools that are not on PATH
    "at-spi-bus-launcher": ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi-bus-launcher"),
    "Atspi-2.0.typelib": (
        "/usr/lib*/girepository-1.0/Atspi-2.0.typelib",
        "/usr/lib/*/girepository-1.0/Atspi-2.0.typelib",
    ),
    "python3-gi": ("/usr/lib*/python3*/*-packages/gi",),
}
ROOT_TOOLS: Final = ("cupsd", "lpadmin")  # they start a print server for the tests, which only root can do
# Creates an environment; Debian and Ubuntu package it apart from Python.
VENV: Final = {"ensurepip": preflight.Package(f"python3.{sys.version_info.minor}-venv", "python3-libs", "python")}
PACKAGES: Final = preflight.PACKAGES | TOOLS | VENV


class CannotFinish(Exception):
    """One line for the user, with what to type."""


def main(argv: Sequence[str]) -> int:
    need = argv[0]
    try:
        with _exclusive(ROOT / ".venv.lock"):
            set_up(ROOT, need)
    except CannotFinish as reason:
        print(f"farside: {reason}", file=sys.stderr)
        return 3
    except OSError as error:
        print(f"farside: cannot set up: {error}", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        print("farside: set-up interrupted; the next start begins it again", file=sys.stderr)
        return 130
    return 0


def set_up(root: Path, need: str) -> None:
    """Make `need` work in `root`, doing only what is missing.

    Without a display the window will not open: then the need is "words", and the next start checks again.
    """
    if need in ("xcb", "wayland") and sys.platform == "linux":
        platform = preflight.window_platform()
        need = preflight.plugin(platform) if platform else "words"
    environment = root / ".venv"
    locks = (RUNTIME, DEVELOPMENT) if need == "tests" or _holds_tests(environment) else (RUNTIME,)
    current = _is_current(environment, root, locks)
    _install(_missing(need, venv=not current), PURPOSE[need])
    if not current:
        _build(environment, root, locks)
    for satisfied in ("words", *LIBRARIES[need], need):
        (environment / ".set-up" / f"needs-{satisfied}").touch()


def _missing(need: str, *, venv: bool) -> tuple[str, ...]:
    names = [name for platform in LIBRARIES[need] for name in preflight.missing_libraries(platform)]
    if need == "tests":
        names += missing_tools()
    if venv and importlib.util.find_spec("ensurepip") is None:
        names.insert(0, "ensurepip")
    return tuple(dict.fromkeys(names))


def missing_tools() -> tuple[str, ...]:
    """Names in `TOOLS` that are not installed; () outside Linux, where no test needs them."""
    if sys.platform != "linux":
        return ()

    def is_installed(name: str) -> bool:
        if name in TOOL_FILES:
            return any(glob.glob(pattern) for pattern in TOOL_FILES[name])
        return bool(shutil.which(name) or shutil.which(f"/usr/sbin/{name}"))

    needed = (name for name in TOOLS if os.geteuid() == 0 or name not in ROOT_TOOLS)
    return tuple(name for name in needed if not is_installed(name))


def _install(missing: tuple[str, ...], purpose: str) -> None:
    """Install Debian packages if the user has the right and agrees. Otherwise CannotFinish has the command to type."""
    if not missing:
        return
    why = f"this system has no {preflight.few(missing)} ({purpose})"
    cure = f"type: {preflight.install_line(missing, PACKAGES)}"
    rights = _rights() if shutil.which("apt-get") else None
    if rights is None:
        raise CannotFinish(f"{why}; {cure}")
    wanted = preflight.packages(missing, "apt", PACKAGES)
    at_terminal = sys.stdin.isatty() and sys.stderr.isatty()
    if at_terminal and not _agreed(f"farside: {why}. Install {' '.join(wanted)}?"):
        raise CannotFinish(f"nothing was installed; {cure}")
    _say(f"{why}; installing {' '.join(wanted)}")
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y"]
    apt += ["-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Use-Pty=0"]
    _run([*apt, "update"], fatal=None)
    _run(
        [*apt, "install", "--no-install-recommends", *wanted],
        fatal=f"apt-get could not install them (see above); {cure}",
    )


def _rights() -> list[str] | None:
    """The prefix of a command that installs: [] as root, sudo if it needs no password; None without the right."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def _agreed(question: str) -> bool:
    print(f"{question} [Y/n] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().lower() in ("\n", "y\n", "yes\n")  # the end of input is no


def _build(environment: Path, root: Path, locks: tuple[str, ...]) -> None:
    """Build a new environment in .venv.new, then replace the old one."""
    new, old = root / ".venv.new", root / ".venv.old"
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    _say(f"setting up {environment.name} from {' and '.join(locks)} (once; about 90 MB to fetch)")
    _run([sys.executable, "-m", "venv", str(new)], fatal="Python could not make an environment (see above)")
    python = new / "bin" / "python"
    fetch = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    files = [part for lock in locks for part in ("-r", str(root / lock))]
    _run(
        [*fetch, "--no-deps", "--only-binary=:all:", *files],
        fatal="pip could not fetch the libraries (see above); is the network there?",
    )
    # Relative to site-packages, so the folder may be moved.
    site = next((new / "lib").glob("python*/site-packages"))
    (site / "farside.pth").write_text(os.path.relpath(new.parent, site) + "\n")
    _rename_in_scripts(new, environment)
    stamp = new / ".set-up"
    stamp.mkdir()
    for lock in locks:
        shutil.copyfile(root / lock, stamp / lock)
    (stamp / "interpreter").write_text(f"{python.resolve()}\n{_version(python)}\n")
    if environment.exists():
        environment.rename(old)
    new.rename(environment)
    shutil.rmtree(old, ignore_errors=True)


def _rename_in_scripts(new: Path, final: Path) -> None:
    """Replace the path of the environment in `bin/` by its final one."""
    for script in (new / "bin").iterdir():
        content = script.read_bytes()
        if not script.is_symlink() and b"\0" not in content:
            script.write_bytes(content.replace(bytes(new), bytes(final)))


def _holds_tests(environment: Path) -> bool:
    return (environment / ".set-up" / DEVELOPMENT).exists()


def _is_current(environment: Path, root: Path, locks: tuple[str, ...]) -> bool:
    """Whether the environment was built from these locks, and its interpreter is still the same."""
    stamp, python = environment / ".set-up", environment / "bin" / "python"
    try:
        same = all((root / lock).read_bytes() == (stamp / lock).read_bytes() for lock in locks)
        interpreter, version = (stamp / "interpreter").read_text().splitlines()
        if not (same and python.samefile(interpreter) and _version(python) == version):
            return False
    except (OSError, ValueError, subprocess.CalledProcessError):
        return False
    # A newer build of the same version has replaced the interpreter: record that it was checked.
    newest = max(os.stat(interpreter).st_mtime, os.stat(stamp / "interpreter").st_mtime)
    os.utime(stamp / "interpreter", (newest, newest))
    return True


def _version(python: Path) -> str:
    """The version of an interpreter: "3.11"."""
    command = [str(python), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _run(command: list[str], *, fatal: str | None) -> None:
    """Run a command, visible at a terminal only. Its failure prints its output and raises `fatal`; None ignores it."""
    environment = {key: value for key, value in os.environ.items() if key not in ("PIP_USER", "PIP_TARGET")}
    output = sys.stderr if sys.stderr.isatty() else subprocess.PIPE
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        env=environment,
        text=True,
        close_fds=False,  # a process that outlives a killed set-up holds the lock until it ends
    )
    if done.returncode and fatal:
        print(done.stdout or "", end="", file=sys.stderr)
        raise CannotFinish(fatal)


@contextmanager
def _exclusive(lock: Path) -> Iterator[None]:
    """Wait until no other set-up runs in this folder. The lock ends with the process, however that ends."""
    with lock.open("w") as file:
        os.set_inheritable(file.fileno(), True)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("another set-up is at work here; waiting for it")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _say(words: str) -> None:
    print(f"farside: {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
