"""Errors in one sentence, exit statuses, output that breaks off."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import reader
from reader.cli import main
from reader.cli.parser import VERBS
from reader.library import State

Run = Callable[..., Any]


def sentence(err: str) -> str:
    """The one sentence on standard error."""
    assert err.startswith("reader: ")
    assert err.count("\n") == 1
    assert err.endswith(".\n")
    return err


@pytest.mark.parametrize("words", [["nowhere"], ["list", "nowhere"], ["quotes", "nowhere"]])
def test_a_missing_library_is_told_in_a_sentence(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert (done.status, done.out) == (1, "")
    assert "nowhere" in sentence(done.err)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["show"], "ARTICLE"),
        (["list", "--colour"], "--colour"),
        (["--colour"], "--colour"),
        (["note", "some article"], "TEXT"),
        (["bookmark", "a", "--quote", "0"], "“0”"),
        (["bookmark", "a", "--quote", "one"], "“one”"),
        (["bookmark", "a", "--quote", "1", "--paragraph", "2"], "not allowed with"),
        (["export", "--style", "word"], "word"),
        (["delete"], "UID"),
        (["note", "a", "  "], "bookmark"),
        (["bookmark", "a", "--tag", " , "], "no tag"),
        (["bookmark", "a", "--tag", "#"], "no tag"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(run: Run, words: list[str], named: str) -> None:
    done = run(*words)
    assert (done.status, done.out) == (2, "")
    assert named in sentence(done.err)


def test_a_last_library_that_is_gone_is_not_mistaken_for_the_samples(
    run: Run, article: Path
) -> None:
    State().set_last_library([str(article.parent)])
    assert len(run("list").lines) == 1
    article.unlink()
    article.parent.rmdir()
    done = run("list")
    assert (done.status, done.out) == (1, "")
    assert str(article.parent) in sentence(done.err)


def test_a_verb_that_is_misspelt_is_recognised(run: Run) -> None:
    done = run("lsit")
    assert done.status == 1
    assert "`reader list`" in sentence(done.err)


def test_a_folder_that_is_called_like_a_verb_can_be_opened(
    run: Run, tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article.parent.rename(tmp_path / "list")
    monkeypatch.chdir(tmp_path)
    for words in (["./list"], ["--", "list"], ["--plain", "list"]):
        done = run(*words)
        assert done.status == 0
        assert len(done.lines) == 1
        assert done.lines[0].endswith("list/bakau.txt")


def test_the_version_and_the_help_are_printed(run: Run) -> None:
    assert run("--version").out == f"kliping {reader.__version__}\n"
    done = run("--help")
    assert done.status == 0
    for verb in VERBS:
        assert f"  {verb} " in done.out
    assert len(done.lines) < 40
    assert all(len(line) <= 80 for line in done.lines)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(run: Run, verb: str) -> None:
    done = run(verb, "--help")
    assert done.status == 0
    assert done.out.startswith(f"usage: reader {verb}")
    assert "--json" in done.out


def test_help_is_a_word_as_well(run: Run) -> None:
    assert run("help").out == run("--help").out
    assert run("help", "note").out == run("note", "--help").out
    done = run("help", "lsit")
    assert (done.status, done.out) == (2, "")
    assert "“lsit”" in sentence(done.err)


def test_a_folder_that_is_called_help_can_be_opened(
    run: Run, tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article.parent.rename(tmp_path / "help")
    monkeypatch.chdir(tmp_path)
    assert len(run("./help").lines) == 1


def test_what_may_be_left_out_is_not_asked_for(run: Run) -> None:
    assert "LIBRARY" not in sentence(run("search").err)


def test_without_a_terminal_the_articles_are_listed_with_a_hint(run: Run, seeds: Path) -> None:
    done = run()
    assert done.status == 0
    assert done.out == run("list", seeds).out
    assert "reader show" in sentence(done.err)


def test_what_nobody_foresaw_is_a_sentence_that_names_a_file(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("made for this test")

    monkeypatch.setattr("reader.cli.finding.library", broken)
    monkeypatch.setattr("reader.cli.articles.library", broken)
    done = run("list")
    assert (done.status, done.out) == (1, "")
    log = home / "state" / "failures.log"
    assert str(log) in sentence(done.err)
    assert "ZeroDivisionError: made for this test" in log.read_text()
    assert "Traceback" not in done.err


def test_an_interrupt_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reader.cli.articles.library", interrupted)
    done = run("list")
    assert (done.status, done.out, done.err) == (130, "", "")


def test_who_stops_reading_is_not_told_off(program: Callable[..., Any], seeds: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "reader", "show", "--json", *map(str, seeds.iterdir())],
            stdin=subprocess.DEVNULL,
            stdout=writing,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(Path(reader.__file__).parents[1])},
            timeout=60,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_behind_the_output_is_told(program: Callable[..., Any], seeds: Path) -> None:
    script = "import sys; from reader.cli import main; sys.stdout = open('/dev/full', 'w'); " \
             "sys.exit(main(['list']))"  # fmt: skip
    done = program(python=("-c", script))
    assert done.returncode == 1
    assert "No space left" in sentence(done.stderr)


def test_with_no_standard_output_at_all_a_note_is_still_kept(
    program: Callable[..., Any], article: Path, run: Run
) -> None:
    script = "import sys; sys.stdout = None; from reader.cli import main; sys.exit(main())"
    done = program("note", str(article), "tersimpan", python=("-c", script))
    assert (done.returncode, done.stderr) == (0, "")
    assert [note["note"] for note in run("notes", "--json").objects] == ["tersimpan"]


def test_an_undecodable_name_comes_back_as_it_was(
    run: Run, tmp_path: Path, program: Callable[..., Any]
) -> None:
    name = os.fsdecode(b"kab\xe1r.txt")
    try:
        (tmp_path / name).write_text("Satu kalimat saja.")
    except OSError:
        pytest.skip("names must be UTF-8 on this file system")
    import json

    done = program("show", "--json", name)
    assert done.returncode == 0
    assert json.loads(done.stdout)["path"] == name


def test_nothing_that_a_terminal_obeys_gets_out(run: Run, tmp_path: Path) -> None:
    evil = "\x1b]52;c;ZXZpbA==\x07\x1b[2J\x9b31m\u202e"
    path = tmp_path / f"a{evil.replace('/', '')}.txt"
    path.write_text(f"Judul {evil}\n\n“Kata {evil} kata,” kata Budi {evil}.\n", encoding="utf-8")
    outs = []
    for words in (
        ["list", tmp_path], ["list", tmp_path, "--json"], ["show", path], ["show", "--raw", path],
        ["show", "--json", path], ["quotes", tmp_path], ["bookmark", path],
        ["note", path, f"catatan {evil}"], ["notes"], ["notes", "--json"], ["undo"],
        ["show", f"none{evil}"], [f"none{evil}"],
    ):  # fmt: skip
        done = run(*words)
        outs.append(done.out + done.err)
    for character in "\x1b\x07\x9b\u202e":
        assert not any(character in out for out in outs), repr(character)


def test_main_takes_the_words_of_the_command_line(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["reader", "--version"])
    assert main() == 0
    assert capsys.readouterr().out.startswith("kliping ")
