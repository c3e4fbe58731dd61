"""Commands and the keys that a person gives them."""

from pathlib import Path

import pytest

from reader.commands import BY_ID, COMMANDS, settle_keys


def test_no_two_commands_are_declared_on_one_key():
    assert settle_keys({"bookmark": BY_ID["bookmark"].keys}).complaints == ()
    keys = [key for command in COMMANDS for key in command.keys.split(",") if key]
    assert len(keys) == len(set(keys))


def test_a_key_given_to_another_command_counts():
    keys = settle_keys({"bookmark": "f2"})
    assert keys.of("bookmark") == "f2"
    assert keys.of("note") == "a"
    assert not keys.complaints


def test_two_commands_can_change_their_keys():
    keys = settle_keys({"bookmark": "a", "note": "m"})
    assert (keys.of("bookmark"), keys.of("note")) == ("a", "m")
    assert not keys.complaints


@pytest.mark.parametrize(
    ("name", "key", "told"),
    [
        ("nosuch", "z", "no such command"),
        ("note", "j", "the key of next already"),
        ("find", "[", "the key of previous-quote already"),
        ("leave", "ctrl+nope", "is no key"),
        ("leave", "quit", "is no key"),
    ],
)
def test_a_key_that_cannot_be_is_told_and_the_declared_one_stays(name, key, told):
    keys = settle_keys({name: key, "bookmark": "f2"})
    (complaint,) = keys.complaints
    assert name in complaint
    assert told in complaint
    assert keys.remapped == {"bookmark": "f2"}


def test_the_readme_names_every_key():
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    table = "".join(line for line in readme.splitlines() if line.startswith("| `"))
    missing = {
        command.id: key
        for command in COMMANDS
        for key in command.key_words.split()
        if command.keys and f"`{key}`" not in table
    }
    assert not missing
