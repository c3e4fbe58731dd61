"""The reader over SSH: the same work, and what is left of it when the connection is cut."""

import contextlib
import getpass
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.terminal.conftest import Opener, Window

Asked = Callable[..., list[dict[str, Any]]]

NOTE = "Compare this with last year's speech"
TYPED = "words that were being typed"

_SERVER = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/user_key.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PubkeyAuthentication yes
PermitRootLogin yes
PermitUserEnvironment no
PrintMotd no
PrintLastLog no
UseDNS no
MaxStartups 100
LogLevel VERBOSE
"""

_CLIENT = """
Host kliping
    HostName 127.0.0.1
    Port {port}
    User {user}
    IdentityFile {folder}/user_key
    IdentitiesOnly yes
    IdentityAgent none
    UserKnownHostsFile {folder}/known_hosts
    GlobalKnownHostsFile /dev/null
    StrictHostKeyChecking yes
    BatchMode yes
    ControlPath none
    EscapeChar none
    LogLevel ERROR
    SendEnv none
"""


@dataclass
class Server:
    """An sshd on 127.0.0.1, for this module alone."""

    pid: int
    folder: Path

    def ssh(self, *words: str) -> tuple[str, ...]:
        """The command that logs in, with a terminal, and runs `words` there."""
        client = ("ssh", "-F", str(self.folder / "client"), "-tt", "kliping")
        return (*client, shlex.join(words)) if words else client


def run(*words: str, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, capture_output=True, text=True, timeout=30, check=False, **more)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real sshd with a key made for it, and a client that knows both."""
    sshd = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:/sbin")
    if sshd is None or shutil.which("ssh") is None or shutil.which("ssh-keygen") is None:
        pytest.skip("sshd, ssh or ssh-keygen is not installed")
    if os.geteuid() == 0:
        # Where its service has never run, sshd misses its empty folder.
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    folder = tmp_path_factory.mktemp("sshd")
    for key in ("host_key", "user_key"):
        made = run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / key))
        assert made.returncode == 0, made.stderr
    log = folder / "log"
    for _ in range(5):  # a port that is free now may be taken a moment later
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        settings = folder / "server"
        settings.write_text(_SERVER.format(port=port, folder=folder))
        with log.open("wb") as told:
            process = subprocess.Popen([sshd, "-D", "-e", "-f", str(settings)], stderr=told)
        if _listens(process, log):
            break
    else:
        pytest.fail(f"sshd does not start: {log.read_text()}")
    try:
        host_key = (folder / "host_key.pub").read_text()
        (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {host_key}")
        client = _CLIENT.format(port=port, folder=folder, user=getpass.getuser())
        (folder / "client").write_text(client)
        tried = run("ssh", "-F", str(folder / "client"), "kliping", "true")
        if tried.returncode and "locked" in log.read_text():
            pytest.skip("sshd lets this user in with no key: the account is locked")
        assert tried.returncode == 0, f"{tried.stderr}\n{log.read_text()}"
        yield Server(process.pid, folder)
    finally:
        process.terminate()
        process.wait(30)


def _listens(process: "subprocess.Popen[bytes]", log: Path) -> bool:
    """Wait until an sshd takes connections; False where it has ended instead."""
    until = time.monotonic() + 30
    while process.poll() is None:
        if "Server listening" in log.read_text():
            return True
        if time.monotonic() > until:
            process.terminate()
            process.wait(30)
            return False
        time.sleep(0.05)
    return False


@dataclass
class Login:
    """A reader over SSH: the window that the person sees, and the reader's process over there."""

    window: "Window"
    folder: Path

    @property
    def reader(self) -> int:
        return int((self.folder / "pid").read_text())

    @property
    def taken_home(self) -> Path:
        return self.folder / "taken-home"


@pytest.fixture
def log_in(
    server: Server,
    open_window: "Opener",
    variables: Callable[..., dict[str, str]],
    reader_home: Path,
    tmp_path: Path,
) -> Iterator[Callable[[], Login]]:
    """Logs in and starts the reader there, on the samples."""
    logins: list[Login] = []

    def logged_in() -> Login:
        folder = tmp_path / f"there{len(logins)}"
        folder.mkdir()
        given = variables(reader_home)
        script = folder / "script"
        script.write_text(
            f"cd {shlex.quote(str(folder))}\n"
            f"echo $$ >pid\n"
            f"exec env {shlex.join(f'{k}={v}' for k, v in given.items())} "
            f"{shlex.join([sys.executable, '-m', 'reader'])}\n"
        )
        login = Login(open_window(program=server.ssh("exec", "sh", str(script))), folder)
        logins.append(login)
        login.window.wait_for("1 of 5", "Enter open", "KOMPAS.TV")
        return login

    yield logged_in
    for login in logins:  # those that a failing test leaves; the others are gone
        with contextlib.suppress(FileNotFoundError, ProcessLookupError, ValueError):
            os.kill(login.reader, signal.SIGKILL)


def parent(pid: int) -> int:
    return int(run("ps", "-o", "ppid=", "-p", str(pid)).stdout)


def session_of(server: Server, pid: int) -> int:
    """The sshd process of the login that a process belongs to."""
    while parent(pid) != server.pid:
        pid = parent(pid)
        assert pid > 1, "it does not come from this sshd"
    return pid


def begin_a_note(window: "Window") -> None:
    """Save one note, then type another and leave it there."""
    window.press("]")
    window.wait_for("❝ 1 of 7 · Joko Widodo", "· kata Jokowi ·")
    window.press("a")
    window.wait_for("Ctrl+S save")
    window.type(NOTE)
    window.press("C-s")
    window.wait_for("Note saved.", "] quote")
    window.press("]")
    window.wait_for("❝ 2 of 7")
    window.press("a")
    window.wait_for("Ctrl+S save")
    window.type(TYPED)


def finds_everything_again(window: "Window", ask: Asked) -> None:
    """What was saved is there, what was typed is offered back and can be saved."""
    assert [note["note"] for note in ask("notes")] == [NOTE]
    window.wait_for("A note was left unsaved", TYPED[:20])
    window.press("D")
    window.wait_for("Left unsaved on", "go on")
    window.press("g")
    window.wait_for("Ctrl+S save", TYPED)
    window.press("C-s")
    window.wait_for("Note saved.", "✎2", f"✎ {TYPED}")
    assert {note["note"] for note in ask("notes")} == {NOTE, TYPED}
    window.press("q")
    window.wait_for_exit(0)


def test_the_same_work_can_be_done_over_ssh(
    log_in: Callable[[], Login],
    mark_and_export: Callable[["Window", str], None],
    gone: Callable[[int], None],
    ask: Asked,
) -> None:
    login = log_in()
    mark_and_export(login.window, NOTE)
    reader = login.reader
    login.window.press("q")
    login.window.wait_for_exit(0)
    gone(reader)
    (file,) = login.taken_home.glob("*.md")
    assert NOTE in file.read_text("utf-8")
    assert {(n["kind"], n["note"]) for n in ask("notes")} == {("bookmark", ""), ("note", NOTE)}


def test_a_lost_connection_loses_no_word(
    log_in: Callable[[], Login], gone: Callable[[int], None], ask: Asked
) -> None:
    login = log_in()
    begin_a_note(login.window)
    reader = login.reader
    os.kill(login.window.pid, signal.SIGKILL)  # the client: as when its machine is gone
    gone(reader)
    finds_everything_again(log_in().window, ask)


def test_a_killed_session_of_the_server_loses_no_word(
    server: Server, log_in: Callable[[], Login], gone: Callable[[int], None], ask: Asked
) -> None:
    login = log_in()
    begin_a_note(login.window)
    reader = login.reader
    os.kill(session_of(server, reader), signal.SIGKILL)
    gone(reader)
    finds_everything_again(log_in().window, ask)
