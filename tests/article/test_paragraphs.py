"""Text that was wrapped by hand is read as paragraphs."""

from hypothesis import given
from hypothesis import strategies as st

from reader.article import Article, read_article

WRAPPED = """\
The harbour master said on Monday that the old lighthouse would be lit
again for one night, the first time since the keeper retired. Visitors
may climb its stairs in groups of ten.

"We want the children to see how it was, and we want them to hear the
horn," said the harbour master, Elin Brandt. The horn had been silent for
eleven years.
"""


def paragraphs(article: Article) -> list[str]:
    return [
        " ".join(article.text[piece.start : piece.end].split())
        for piece in article.paragraphs
        if piece.label == "body"
    ]


def test_lines_wrapped_at_seventy_columns_are_one_paragraph() -> None:
    first, second = paragraphs(read_article(WRAPPED))
    assert first.startswith("The harbour master")
    assert first.endswith("groups of ten.")
    assert second.startswith('"We want')
    assert second.endswith("eleven years.")


def test_a_quote_may_cross_wrapped_lines() -> None:
    article = read_article(WRAPPED)
    (quote,) = article.quotes
    assert " ".join(article.text[quote.start : quote.end].split()) == (
        "We want the children to see how it was, and we want them to hear the horn,"
    )


def test_a_wrapped_paragraph_ends_where_a_short_line_ends() -> None:
    text = WRAPPED.replace("groups of ten.\n\n", "groups of ten.\n")
    assert len(paragraphs(read_article(text))) == 2


BUDGET = """\
Pemerintah Kota Lembah Hijau menyiapkan anggaran sebesar Rp 43,6
triliun untuk membangun tanggul di sepanjang pantai utara bersama TNI AL
dan Dinas Pekerjaan Umum. "Pekerjaan itu kami mulai pada bulan Mei 2031
dan selesai tiga tahun lagi," kata Kepala Dinas Pekerjaan Umum Wira Adi.
"""


def test_a_line_may_break_after_a_figure_or_an_acronym() -> None:
    article = read_article(BUDGET)
    assert len(paragraphs(article)) == 1
    (quote,) = article.quotes
    assert quote.speaker == "Wira Adi"
    assert article.text[quote.start : quote.end].endswith("tiga tahun lagi,")


def test_a_paragraph_full_of_names_is_joined_where_the_rest_of_the_text_is_wrapped() -> None:
    names = (
        "Bupati Sumber Rejo Hana Prita, Ketua DPRD Sumber Rejo Galih Panji,\n"
        "Komandan Kodim Letnan Kolonel Arga Bima, dan Kepala Polres Sumber Rejo\n"
        "Ajun Komisaris Besar Tria Wening hadir.\n"
    )
    assert len(paragraphs(read_article(f"{BUDGET}\n{names}"))) == 2


def test_an_address_too_long_for_the_width_changes_nothing() -> None:
    address = "https://www.lembahhijau.example/berita/2031/05/tanggul-pantai-utara-dibangun-lagi\n"
    assert len(paragraphs(read_article(f"{BUDGET * 6}{address}"))) <= 7


def test_headlines_below_each_other_stay_apart() -> None:
    article = read_article(
        f"{BUDGET}\n"
        "Harga Cabai Rawit di Pasar Induk Naik Dua Kali Lipat Sepekan Ini\n"
        "Wali Kota Resmikan Jembatan Gantung Baru\n"
        "Tim Sepak Bola Putri Lembah Hijau Melaju ke Babak Delapan Besar\n"
        "Kebakaran di Gudang Kapas, Tak Ada Korban Jiwa\n"
    )
    assert [len(piece.lines) for piece in article.paragraphs if piece.label != "body"].count(4) == 0
    joined = [piece for piece in article.paragraphs if len(piece.lines) > 1]
    assert len(joined) == 1


def test_lines_that_are_a_paragraph_each_stay_apart() -> None:
    article = read_article(
        "Nelayan tidak melaut sejak Senin karena gelombang tinggi di selatan pulau.\n"
        "Mereka memperbaiki jaring dan perahu di halaman rumah masing-masing.\n"
        "Kepala desa berharap cuaca membaik sebelum akhir pekan ini tiba.\n"
    )
    assert len(paragraphs(article)) == 3


def test_a_list_stays_a_list() -> None:
    article = read_article(
        "Bahan yang diperlukan untuk membuat kue itu mudah didapat di pasar:\n"
        "- tepung beras\n- gula merah\n- santan kental\n"
        "Semua bahan itu dicampur dan dikukus selama tiga puluh menit di panci.\n"
    )
    assert paragraphs(article)[1:4] == ["- tepung beras", "- gula merah", "- santan kental"]


@given(st.text(st.sampled_from('ab .,"\n'), max_size=300))
def test_paragraphs_hold_each_kept_line_once_and_in_order(text: str) -> None:
    article = read_article(text)
    kept = [index for index, line in enumerate(article.lines) if line.kept]
    assert [index for piece in article.paragraphs for index in piece.lines] == kept
    for piece in article.paragraphs:
        assert piece.start == article.lines[piece.lines[0]].start
        assert piece.end == article.lines[piece.lines[-1]].end
