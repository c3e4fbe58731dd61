"""The one family of errors that a person may see."""


class ReaderError(Exception):
    """Something could not be done.

    `title` names the trouble in a few words, `sentence` says what happened and
    what to do about it. The screens show both; the command line prints the
    sentence to standard error and exits 1.
    """

    title = "It did not work"

    def __init__(self, sentence: str, *, title: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        if title is not None:
            self.title = title


class UsageError(ReaderError):
    """The command line was called in a way it does not know; exit status 2."""

    title = "Wrong usage"
