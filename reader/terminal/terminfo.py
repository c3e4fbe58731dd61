"""Reads a terminal's compiled terminfo entry (term(5)): the few capabilities that are used here.

`curses` would do, but it reads one entry a process, and is not in every Python.
"""

import os
import re
import struct
from collections.abc import Mapping
from pathlib import Path

#: Places in the tables of a compiled entry, which have been the same since System V.
_FLAGS = {"bce": 28}
_STRINGS = {
    "csr": 3, "el": 6, "ed": 7, "hpa": 8, "ech": 37, "rmul": 44, "cub": 111, "cud": 107,
    "cuf": 112, "cuu": 114, "rep": 121, "vpa": 127, "ri": 130, "op": 297,
}  # fmt: skip
#: The two kinds of entry, by their first number: how long a number in its tables is.
_NUMBERS = {0o432: 2, 0o1036: 4}
#: A pause that slow terminals of old needed.
_PAUSE = re.compile(r"\$<[0-9.]+[*/]*>")
_FOLDERS = (
    "/etc/terminfo",
    "/lib/terminfo",
    "/usr/share/terminfo",
    "/usr/lib/terminfo",
    "/usr/share/lib/terminfo",
    "/usr/local/share/terminfo",
    "/opt/homebrew/share/terminfo",
)

Entry = Mapping[str, str | bool]


def entry(term: str, environment: Mapping[str, str] = os.environ) -> Entry:
    """The capabilities that the entry of `term`, or of its family, has; none where there is none.

    The family of `xterm-kitty` is `xterm`: an older machine may know the family alone.
    """
    while term:
        for folder in _folders(environment):
            # By its first letter, or by that letter's code where files know no capitals.
            for shelf in (term[0], f"{ord(term[0]):x}"):
                try:
                    return _read((folder / shelf / term).read_bytes())
                except (OSError, ValueError, IndexError, struct.error):
                    continue
        term = term.rpartition("-")[0]
    return {}


def _folders(environment: Mapping[str, str]) -> list[Path]:
    named = [environment.get("TERMINFO", "")]
    if home := environment.get("HOME"):
        named.append(f"{home}/.terminfo")
    named += environment.get("TERMINFO_DIRS", "").split(":")
    return [Path(name) for name in (*filter(None, named), *_FOLDERS)]


def _read(data: bytes) -> Entry:
    """The capabilities in a compiled entry.

    ValueError, IndexError or struct.error where it is none.
    """
    magic, names, flags, numbers, strings, _ = struct.unpack_from("<6h", data)
    if magic not in _NUMBERS:
        raise ValueError(f"{magic} is no terminfo entry")
    start = 12 + names
    found: dict[str, str | bool] = {
        name: True for name, place in _FLAGS.items() if place < flags and data[start + place] == 1
    }
    start += flags
    start += start % 2 + numbers * _NUMBERS[magic]
    table = start + strings * 2
    for name, place in _STRINGS.items():
        if place < strings:
            (offset,) = struct.unpack_from("<h", data, start + place * 2)
            if offset >= 0:
                value = data[table + offset : data.index(0, table + offset)].decode("latin-1")
                found[name] = _PAUSE.sub("", value)
    return found
