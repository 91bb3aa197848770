"""A number that tells which data a picture, a page or a table was made of."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from viewer.load.files import read_files

SIZE_BYTES = 6


def data_hash(folder: Path) -> str:
    """Twelve hexadecimal digits of the names and contents of all files of the programme in `folder`.

    Equal on every system, for every version of Farside; another byte in any file gives another number. What
    is no part of the programme (hidden files, other formats) does not count. "" without a programme there.
    """
    files = read_files(folder).files
    if not files:
        return ""
    digest = blake2b(digest_size=SIZE_BYTES)
    for file in files:
        data = file.data or b""
        digest.update(f"{file.path}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        digest.update(data)
    return digest.hexdigest()
