"""Names for documents: ULIDs, which sort by the time they were made.

48 bits of milliseconds since 1970 and 80 random bits, 26 characters of
Crockford's base 32 (https://github.com/ulid/spec). Two made in one process
never sort the wrong way round, also when the clock stands still or jumps back.
"""

import re
import secrets
import time

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SHAPE = re.compile(f"[0-7][{ALPHABET}]{{25}}")

_last = 0


def new_ulid() -> str:
    """A name that no other document has."""
    global _last
    made = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    if made <= _last:
        made = _last + 1
    _last = made
    return _spell(made)


def is_ulid(text: str) -> bool:
    """Whether `text` has the shape of a ULID, in capitals."""
    return _SHAPE.fullmatch(text) is not None


def _spell(number: int) -> str:
    return "".join(ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))
