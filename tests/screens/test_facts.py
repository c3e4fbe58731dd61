"""The line of facts says where it has each of them from."""

import json
from pathlib import Path

from reader.library import Row, open_path
from reader.screens.session import facts

TEXT = (
    "Kafé di Menteng\n\nKafé di Menteng ramai dikunjungi warga sejak Selasa (29/11/2022) pagi.\n\n"
    '"Kopinya enak," kata Andi Wijaya.\n'
)


def facts_of(path: Path) -> list[str]:
    article = open_path(path).article
    row = Row(article.id, str(path), None, None, None, None, 7, 1, None)
    return facts(article, row).split(" · ")


def test_what_came_beside_a_text_has_its_sign(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": TEXT, "title": "Kafé", "outlet": "Harian Contoh"}))
    said = facts_of(path)
    assert {"^Harian Contoh", "~2022-11-29", "^title"} <= set(said)
    (tmp_path / "a.txt").write_text(TEXT)
    assert not any("^" in one for one in facts_of(tmp_path / "a.txt"))
