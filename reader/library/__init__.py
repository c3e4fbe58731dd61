"""Files → articles; the catalog; where the reader was."""

from reader.library.library import Library
from reader.library.opening import Opened, open_path
from reader.library.row import Progress, Row, Said
from reader.library.state import State

__all__ = ["Library", "Opened", "Progress", "Row", "Said", "State", "open_path"]
