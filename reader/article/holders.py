"""Who holds which office in one article: *Presiden*, *Bupati Lereng*."""

from collections.abc import Collection, Sequence

from reader.article.names import bare_word
from reader.article.vocabulary import Naming


class Holders:
    """The offices that an article names with their holders, and the other way round."""

    def __init__(self, naming: Naming, places: Collection[str]) -> None:
        self.naming = naming
        self.places = places
        self._holders: dict[str, str] = {}
        self._roles: dict[str, str] = {}

    def hold(self, office: Sequence[str], name: str) -> None:
        """Remember who holds an office; the titles behind it are its holder's: *Bupati Hj.*"""
        last = len(office)
        while last > 1 and bare_word(office[last - 1]) in self.naming.honorifics:
            last -= 1
        office = office[:last]
        role = " ".join(office)
        self._roles.setdefault(name, role)
        first = next((word for word in office if self._is_role(word)), office[0])
        for form in (role, office[0], first):
            self._holders.setdefault(form.lower(), name)

    def told(self, name: str, role: str) -> None:
        """Remember the office beside a cue, where it says more than what is known."""
        kinds = {self.naming.lexicon.get(word.capitalize()) for word in role.split()}
        if not kinds.isdisjoint(("role", "title", "organisation")):
            self._roles[name] = max(role, self._roles.get(name, ""), key=len)

    def role_of(self, name: str) -> str | None:
        """The office with which the article introduces somebody."""
        return self._roles.get(name)

    def is_office(self, run: str) -> bool:
        """Whether a run of capitalised words begins as an office does."""
        return self._is_role(run.split()[0])

    def holder(self, role: str) -> str | None:
        """Who holds an office that is named alone: *Presiden*, *Kapolres*."""
        words = [word for word in role.split() if word[0].isupper()]
        while len(words) > 1 and self.naming.lexicon.get(bare_word(words[0])) == "title":
            words = words[1:]  # *Ibu Bupati*
        if not words:
            return None
        long = [self.naming.offices.get(words[0], words[0]), *words[1:]]
        for wanted in (" ".join(words), " ".join(long)):
            if found := self._holders.get(wanted.lower()):
                return found
        for wanted in (long[0], words[0]):
            found = self._holders.get(wanted.lower())
            if found and not self._is_elsewhere(found, words):
                return found
        head = long[0].lower() + " "
        return next(
            (
                name
                for office, name in self._holders.items()
                if office.startswith(head) and not self._is_elsewhere(name, words)
            ),
            None,
        )

    def _is_role(self, word: str) -> bool:
        return self.naming.lexicon.get(bare_word(word)) == "role"

    def _is_elsewhere(self, name: str, office: Sequence[str]) -> bool:
        """Whether somebody holds the office elsewhere: the *Bupati* of Tebing is not Lereng's."""
        own = {*filter(self._is_placed, self._roles.get(name, "").split())}
        asked = {*filter(self._is_placed, office)}
        return bool(own and asked) and own.isdisjoint(asked)

    def _is_placed(self, word: str) -> bool:
        return self.naming.lexicon.get(word) == "place" or word in self.places
