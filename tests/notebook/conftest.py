"""What the notebook's tests work with: an article, and an empty notebook of their own."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.article import Article, read_article
from reader.notebook import Notebook

TEXT = (
    "Pasar Kota dibuka lagi\n\n"
    "KOTA LAMA – Pasar di tepi sungai dibuka lagi pada hari Senin setelah dua tahun ditutup.\n\n"
    "“Kami senang pedagang sudah kembali,” kata Sari Wulandari, kepala pasar itu.\n\n"
    "Ia menambahkan bahwa atap yang baru tahan hujan 🌧 dan angin.\n"
)

PAGE = (
    "Jembatan Gantung Cibeureum Dibuka\n\n"
    "Kabar Lembah | Senin, 4 Maret 2024 08:30 WIB\n\n"
    "CIBEUREUM - Jembatan gantung sepanjang seratus meter dibuka untuk pejalan kaki, Senin "
    "(4/3/2024). Warga menunggunya selama dua musim hujan.\n\n"
    "“Anak-anak tidak perlu lagi menyeberangi sungai,” kata Kepala Desa Cibeureum, Dadang Sutisna, "
    "seusai peresmian.\n\n"
    "Baca Juga: Jadwal Bus Antarkota Berubah\n\n"
    "“Kami merawatnya bersama setiap hari Minggu,” ujar Euis Kartika, pemilik warung di tepi "
    "sungai.\n\n"
    "Jembatan itu dibangun oleh warga dengan kayu dari hutan desa.\n"
)
"""An article of which much can be set. Made up for these tests."""


@pytest.fixture
def page() -> Article:
    """An article as it was read, with two quotes and a link in it."""
    return read_article(PAGE, "jembatan.txt")


@pytest.fixture
def article() -> Article:
    """An article of 260 characters with a quote and an emoji in it."""
    return Article(
        id=hashlib.sha256(TEXT.encode()).hexdigest(),
        text=TEXT,
        language="id",
        title="Pasar Kota dibuka lagi",
        publisher="Kabar Kota",
        published="2026-11-16",
        authors=("Dewi",),
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a notebook is to be."""
    return tmp_path / "data" / "notebook.json"


@pytest.fixture
def notebook(file: Path) -> Notebook:
    """A notebook yet to begin."""
    return Notebook(file)


@pytest.fixture
def rounds() -> Callable[[int], int]:
    """How often to repeat a fault: a few times here, KLIPING_ROUNDS times in a long run."""
    return lambda few: int(os.environ.get("KLIPING_ROUNDS", few))


@pytest.fixture
def writer() -> Callable[..., "subprocess.Popen[str]"]:
    """Start another process that writes to a notebook; see writer.py for what it can do."""

    def start(*arguments: object) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("writer.py")), *map(str, arguments)],
            stdout=subprocess.PIPE,
            stdin=subprocess.PIPE,
            text=True,
        )

    return start
