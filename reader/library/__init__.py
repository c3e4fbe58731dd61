"""Files → articles; the catalog; where the reader was."""

from reader.library.folder import is_denied
from reader.library.library import Library
from reader.library.opening import Opened, open_path
from reader.library.order import Order
from reader.library.own import Own
from reader.library.row import Progress, Row, Said
from reader.library.state import State
from reader.library.view import View

__all__ = [
    "Library", "Opened", "Order", "Own", "Progress", "Row", "Said", "State", "View", "is_denied",
    "open_path",
]  # fmt: skip
