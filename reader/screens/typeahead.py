"""Keys that come faster than the screen: each one finds what the one before it opened."""

import asyncio
from collections import deque
from contextlib import suppress

from textual import events
from textual.app import App, ScreenStackError
from textual.message_pump import MessagePump

#: Times that a key's consequences are followed from the focus up to the app: the key itself,
#: what it posts (a question asked, a note saved), and the focus that this moves.
_ROUNDS = 3
#: Seconds that a widget may take over them before the next key goes its way all the same.
_PATIENCE = 1.0


class TypeAhead(App[None]):
    """An app that takes one key, or one paste, at a time.

    Textual hands a key to what has the focus at once and acts on it later. Over
    a slow line several keys arrive together: of `a` and the words of a note
    typed after it, the words would go to the article, and be commands there.
    """

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._ahead: deque[events.Event] = deque()
        self._taken: events.Event | None = None
        self._settling: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if typed and event is not self._taken:
            self._ahead.append(event)
            if self._settling is None:
                self._settling = asyncio.create_task(self._take_keys())
            return
        await super().on_event(event)

    async def _take_keys(self) -> None:
        """Hand out what was typed, each key when the one before it has done its work."""
        try:
            while self._ahead:
                self._taken = self._ahead.popleft()
                self.post_message(self._taken)
                with suppress(TimeoutError):
                    async with asyncio.timeout(_PATIENCE):
                        await self._settled()
        except ScreenStackError:  # it was the key that leaves
            self._ahead.clear()
        finally:
            self._settling = None

    async def _settled(self) -> None:
        """Wait until what the last key set going has gone its way."""
        await _passed(self)
        for _ in range(_ROUNDS):
            for pump in (self.focused or self.screen).ancestors_with_self:
                await _passed(pump)


async def _passed(pump: MessagePump) -> None:
    """Wait until `pump` has dealt with all messages that it has now."""
    passed = asyncio.get_running_loop().create_future()

    def pass_on() -> None:
        if not passed.done():
            passed.set_result(None)

    if pump.call_later(pass_on):
        await passed
