"""A printer queue for tests: a CUPS server as a child process, in temporary folders, that prints into files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SERVER = Path("/usr/sbin/cupsd")
QUEUE = "Paper"
DRIVER = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "PAPER.PPD"
*Manufacturer: "Farside"
*Product: "(Paper)"
*ModelName: "Paper"
*ShortNickName: "Paper"
*NickName: "Paper"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Page Size: PickOne
*DefaultPageSize: A4
*PageSize A4/A4: ""
*PageSize A3/A3: ""
*PageSize Letter/Letter: ""
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: A4
*PageRegion A4/A4: ""
*PageRegion A3/A3: ""
*PageRegion Letter/Letter: ""
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "12 12 583 830"
*ImageableArea A3/A3: "12 12 830 1179"
*ImageableArea Letter/Letter: "12 12 600 780"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*PaperDimension A3/A3: "842 1191"
*PaperDimension Letter/Letter: "612 792"
"""
"""A printer that takes PDF, as those of today do, with margins of 12 points."""
PATIENCE_S = 60.0


@dataclass(frozen=True)
class Queue:
    """A queue `name` on a server that the programs of `environment` ask. Its printer is a named pipe."""

    name: str
    environment: Mapping[str, str]
    printer: subprocess.Popen[bytes] | None = None
    """A process that reads the pipe to its end and writes what it has read to its standard output."""

    def first_job(self) -> bytes:
        """The first job, once it is complete. TimeoutExpired when none arrives."""
        assert self.printer is not None
        return self.printer.communicate(timeout=PATIENCE_S)[0]


def missing() -> str:
    """Why there can be no queue here, for the reader of a test report; "" where there can."""
    if sys.platform != "linux":
        return "the print server CUPS is set up by the tests on Linux only"
    if os.geteuid() != 0:
        return "a print server of the tests' own can only be started as root: run ./test as root to test printing"
    if not SERVER.exists():
        return "the package cups is not installed: printing is not tested"
    return ""


@contextmanager
def queue(folder: Path) -> Iterator[Queue]:
    """A server that lives as long as this, in `folder` (short: a socket's path has at most 107 letters)."""
    for name in ("etc", "cache", "state", "spool", "tmp", "log"):
        (folder / name).mkdir(parents=True)
    for path in (folder, *folder.parents):
        if path.stat().st_uid == 0 and str(path) != "/":
            path.chmod(path.stat().st_mode | 0o055)  # filters do not run as root
    (folder / "tmp").chmod(0o1777)
    socket = folder / "cups.sock"
    files = {
        "cupsd.conf": f"""LogLevel info
Listen {socket}
WebInterface No
Browsing Off
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
""",
        "cups-files.conf": f"""FileDevice Yes
ServerRoot {folder}/etc
CacheDir {folder}/cache
StateDir {folder}/state
RequestRoot {folder}/spool
TempDir {folder}/tmp
AccessLog {folder}/log/access
ErrorLog stderr
PageLog {folder}/log/page
""",
    }
    for name, text in files.items():
        (folder / "etc" / name).write_text(text)
    environment = {**os.environ, "CUPS_SERVER": str(socket), "QT_QPA_PLATFORM": "offscreen"}
    server = subprocess.Popen(
        ["/usr/sbin/cupsd", "-f", "-c", folder / "etc" / "cupsd.conf", "-s", folder / "etc" / "cups-files.conf"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stderr is not None
        listens = any("Listening to" in line and " on fd " in line for line in server.stderr)  # False at its end
        assert listens, "the print server did not start"
        driver, pipe = folder / "paper.ppd", folder / "printer"
        driver.write_text(DRIVER)
        os.mkfifo(pipe)
        add = ["lpadmin", "-p", QUEUE, "-E", "-v", f"file://{pipe}", "-P", str(driver)]
        subprocess.run(add, env=environment, check=True, stderr=subprocess.DEVNULL)
        with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as printer:
            try:
                yield Queue(QUEUE, environment, printer)
            finally:
                printer.kill()
    finally:
        server.terminate()
        server.communicate()
