"""Reads many files: one after the other, or in processes where there are many.

A process that dies takes nothing with it: what it had at hand is read again,
file by file, and only a file that kills its reader twice is reported.
"""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, redirect_stderr
from itertools import chain, islice
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from reader.library.row import Reading

MANY = 200
"""Files from which on starting processes (0.2 s each) is worth it."""

BATCH = 16
"""Files given to a process at once: small enough to stop soon, large enough to be cheap."""

LARGE = 1 << 20
"""Letters that come with the tasks given to a process at once, unless one has more."""

AHEAD = 8
"""What is given to each process at once beside: it goes on while what it read is written."""

MOST = 8
"""Processes at most, on a machine that others use too."""

FEW_CIRCLES = 50_000
"""New objects after which a process looks for garbage that goes in circles (Python: 700)."""

T = TypeVar("T")
Read = Callable[[T], Iterable[Reading]]

DEADLY = "Reading this file ended the process that read it: please report it."


def read_files(
    tasks: Iterable[T], read: Read[T], stop: Callable[[], bool], *, many: int = MANY
) -> Generator[tuple[T, Iterable[Reading]], None, None]:
    """Each task (a path, or what else `read` takes) with its readings, in any order.

    Fewer once `stop` gives True. `read` is a function of a module: processes import it.
    """
    workers = min(os.cpu_count() or 1, MOST)
    coming = iter(tasks)
    first = tuple(_some(coming, many, LARGE))
    left: Iterable[T] = chain(first, coming)
    if (len(first) >= many or sum(map(_weight, first)) > LARGE) and workers > 1:
        left = yield from _in_processes(left, read, stop, workers)
    for task in left:
        if stop():
            return
        yield task, read(task)


def _in_processes(
    tasks: Iterable[T], read: Read[T], stop: Callable[[], bool], workers: int
) -> Generator[tuple[T, Iterable[Reading]], None, Iterable[T]]:
    """Read in processes; gives back what could not be, because none can be started."""
    waiting = _batches(iter(tasks))
    while not stop():
        pool = _pool(workers)
        if pool is None:
            return (task for batch in waiting for task in batch)
        lost = yield from _drained(pool, waiting, read, stop, AHEAD * workers)
        if not lost:
            return ()
        alone = iter([(task,) for batch in lost for task in batch])
        while not stop():
            pool = _pool(1)
            if pool is None:
                return (task for batch in chain(alone, waiting) for task in batch)
            fatal = yield from _drained(pool, alone, read, stop, 1)
            if not fatal:
                break
            for (task,) in fatal:
                yield task, (Reading(error=DEADLY),)
    return ()


def _batches(tasks: Iterator[T]) -> Iterator[tuple[T, ...]]:
    while batch := tuple(_some(tasks, BATCH, LARGE)):
        yield batch


def _some(tasks: Iterator[T], many: int, large: int) -> Iterator[T]:
    """The next tasks, at most so many, and none more once they are so large together."""
    weight = 0
    for task in islice(tasks, many):
        yield task
        weight += _weight(task)
        if weight > large:
            return


def _weight(task: object) -> int:
    """The letters that a task brings with it."""
    return getattr(task, "weight", 0)


def _drained(
    pool: ProcessPoolExecutor,
    waiting: Iterator[tuple[T, ...]],
    read: Read[T],
    stop: Callable[[], bool],
    window: int,
) -> Generator[tuple[T, Iterable[Reading]], None, list[tuple[T, ...]]]:
    """Have batches read until none waits or a process dies; gives those that were lost by that."""
    running: dict[Future[list[tuple[Reading, ...]]], tuple[T, ...]] = {}
    try:
        more = True
        while (more or running) and not stop():
            while more and len(running) < window:
                batch = next(waiting, None)
                if batch is None:
                    more = False
                    break
                try:
                    with _unheard(signal.SIGINT):
                        running[pool.submit(_read_batch, read, batch)] = batch
                except RuntimeError:  # broken, or the interpreter is leaving
                    return [*running.values(), batch]
            done, _ = wait(running, timeout=0.2, return_when=FIRST_COMPLETED)
            for future in done:
                if stop():  # while what another process read was being taken
                    return []
                try:
                    results = future.result()
                except BrokenProcessPool:
                    return list(running.values())
                yield from zip(running.pop(future), results, strict=True)
        return []
    finally:
        if running:  # and nobody waits for what they are at
            _end(pool)
        pool.shutdown(cancel_futures=True)


def _end(pool: ProcessPoolExecutor) -> None:
    """End the processes at once, whatever they are at: a long text takes a while."""
    # From Python 3.14 on there is `terminate_workers`.
    processes: dict[int, BaseProcess] = getattr(pool, "_processes", None) or {}
    for process in tuple(processes.values()):
        process.terminate()


def _pool(workers: int) -> ProcessPoolExecutor | None:
    """Processes that are ready; None where the system gives none."""
    try:
        # A screen may have put something in the place of standard error that is no
        # file; the tracker of multiprocessing asks for its number and starts first.
        with redirect_stderr(sys.__stderr__):
            resource_tracker.ensure_running()
        # Started afresh, not forked: a fork of a process with threads may hang.
        pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin)
        try:
            with _unheard(signal.SIGINT):
                ready = pool.submit(os.getpid)
            ready.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    except (OSError, ImportError, NotImplementedError, RuntimeError, ValueError):
        return None
    return pool


@contextmanager
def _unheard(number: int) -> Iterator[None]:
    """What is started meanwhile never hears this signal, not even while it starts up.

    Ctrl-C goes to all processes of a terminal; it is ours alone to obey. For us
    it only waits.
    """
    if not hasattr(signal, "pthread_sigmask"):  # on Windows `_begin` has to do
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {number})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """In a new process: it leaves Ctrl-C to its parent, and without a parent it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What is read is a great many small tuples and no circles: looking for those
    # after each few hundred takes a tenth of the time.
    gc.freeze()
    gc.set_threshold(FEW_CIRCLES)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent: Any = parent_process()
    parent.join()
    os._exit(1)


def _read_batch(read: Read[T], batch: tuple[T, ...]) -> list[tuple[Reading, ...]]:
    return [tuple(read(task)) for task in batch]
