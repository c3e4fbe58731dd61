"""Where a list gets its items from: all at hand, or fetched in slices when they are looked at."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar

Item = TypeVar("Item")

BLOCKS = 16
"""Blocks that are kept: some screens back and forth, and never the whole of a long list."""


class Source(Generic[Item]):
    """Items by their place, of which only those that are looked at are ever made.

    A subclass says how many there are, fetches a slice of them, and knows where
    one stands that is called by name.
    """

    block: ClassVar[int] = 64
    """Items that are fetched at once: more than a screen of them, where they are cheap."""

    def __init__(self) -> None:
        self._blocks: dict[int, Sequence[Item]] = {}

    def __len__(self) -> int:
        return 0

    def fetch(self, start: int, stop: int) -> Sequence[Item]:
        """The items from `start` up to `stop`, which is never beyond the end."""
        return ()

    def place(self, name: str) -> int | None:
        """Where the item stands that is known by `name`; None where it is not listed."""
        return None

    def slice(self, start: int, stop: int) -> Sequence[Item]:
        """The items from `start` up to `stop`, as far as there are any."""
        return [self[index] for index in range(max(0, start), min(stop, len(self)))]

    def forget(self) -> None:
        """Fetch anew from now on: the same items in the same order may look different."""
        self._blocks.clear()

    def __getitem__(self, index: int) -> Item:
        size = len(self)
        if index < 0:
            index += size
        if not 0 <= index < size:
            raise IndexError(index)
        number, nth = divmod(index, self.block)
        block = self._blocks.pop(number, None)
        if block is None:
            start = number * self.block
            block = self.fetch(start, min(start + self.block, size))
            while len(self._blocks) >= BLOCKS:
                del self._blocks[next(iter(self._blocks))]
        self._blocks[number] = block  # the one looked at last is the last to go
        return block[nth]


class Given(Source[Item]):
    """Items that are all at hand."""

    def __init__(self, items: Sequence[Item], name_of: Callable[[Item], str]) -> None:
        super().__init__()
        self._items = items
        self._name_of = name_of
        self._places: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self._items)

    def fetch(self, start: int, stop: int) -> Sequence[Item]:
        return self._items[start:stop]

    def place(self, name: str) -> int | None:
        if self._places is None:
            self._places = {self._name_of(item): n for n, item in enumerate(self._items)}
        return self._places.get(name)
