"""How much may be under way to a terminal.

Over a slow line the program cannot see how far the screen lags behind: ssh and
the network take whatever they are given. So each frame ends with a question
that every terminal answers at once (DSR 5), and where answers are late no more
is sent: what has become of the screen meanwhile goes out when one has come.
"""

from collections import deque
from collections.abc import Callable
from time import monotonic

#: The question.
QUESTION = "\x1b[5n"

#: Bytes that may be unanswered when more is sent: at least, at first, at most.
_LEAST, _FIRST, _MOST = 500, 1500, 1 << 18
#: Seconds more than the quickest answer took: the line is idle; it is full.
_IDLE, _FULL = 0.05, 0.15
#: Seconds after which an answer is not waited for any more.
_PATIENCE = 3.0
#: Seconds in which a terminal answers that is not far away, and in which one does, however busy
#: it is, that has answered before.
_SOON, _SURELY = 0.5, 1.5
#: Seconds between two frames where nobody answers; questions after which none is asked any more.
_PAUSE = 1 / 15
_ENOUGH = 3


class Pacing:
    """When the next frame may be sent. `clock` gives seconds.

    `answered` may be called by any thread at any time; the rest belongs to one
    at a time.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._asked: deque[tuple[float, int]] = deque()
        self._answers: deque[float] = deque()
        self._known = False
        self._missed = 0
        self._quickest = 1.0
        self._room = _FIRST
        self._last = -_PAUSE

    def answered(self) -> None:
        """An answer came: they come in the order of the questions."""
        self._answers.append(self._clock())

    @property
    def patience(self) -> float:
        """Seconds within which answers under way should come, if they come at all."""
        return _SURELY + 3 * self._quickest if self._known else _SOON

    @property
    def unanswered(self) -> int:
        """Questions that are under way."""
        return max(0, len(self._asked) - len(self._answers))

    @property
    def asking(self) -> bool:
        """Whether the next frame should end with a question."""
        return self._missed < _ENOUGH

    def sent(self, size: int) -> None:
        """A piece of `size` bytes was sent, with a question at its end where that is asked for."""
        self._last = self._clock()
        if self.asking:
            self._asked.append((self._last, size))

    def wait(self) -> float:
        """Seconds until a frame may be sent, should no answer come: 0 for now."""
        while self._answers:
            self._heed(self._answers.popleft())
        now = self._clock()
        while self._asked and now - self._asked[0][0] > _PATIENCE:
            self._asked.popleft()
            self._missed += 1
            self._known = self._known and self._missed < 2
        if not self._known:
            return max(0.0, self._last + _PAUSE - now)
        if not self._asked or self._under_way <= self._room:
            return 0.0
        return self._asked[0][0] + _PATIENCE - now

    def _heed(self, answer: float) -> None:
        if not self._asked:
            return
        under_way = self._under_way
        asked, _ = self._asked.popleft()
        took = answer - asked
        self._known, self._missed = True, 0
        self._quickest = min(self._quickest, took)
        if took > self._quickest + _FULL:
            self._room = max(_LEAST, self._room // 2)
        elif took < self._quickest + _IDLE and under_way * 2 > self._room:
            self._room = min(_MOST, self._room * 2)

    @property
    def _under_way(self) -> int:
        return sum(size for _, size in self._asked)
