"""Copies to the clipboard of the terminal that the reader sits at, over SSH and in tmux as well."""

import os
from base64 import b64encode
from collections.abc import Mapping

#: GNU screen passes strings of at most 768 bytes on; this leaves room for the wrapping.
_SCREEN_PIECE = 700


def clipboard_sequence(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """OSC 52 with `text`, as it reaches the outer terminal from where the reader runs.

    tmux takes the plain sequence where its `set-clipboard` allows and passes the
    wrapped one on where `allow-passthrough` does, so it gets both; screen passes
    on what is wrapped and cut into pieces.
    """
    plain = f"\x1b]52;c;{b64encode(text.encode()).decode()}\x07"
    if environment.get("TMUX"):
        doubled = plain.replace("\x1b", "\x1b\x1b")
        return f"{plain}\x1bPtmux;{doubled}\x1b\\"
    if environment.get("STY") or environment.get("TERM", "").startswith("screen"):
        pieces = (plain[at : at + _SCREEN_PIECE] for at in range(0, len(plain), _SCREEN_PIECE))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return plain
