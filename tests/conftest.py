"""What every test may ask for."""

from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for settings, notebook, state and catalog, for this test alone."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("KLIPING_HOME", str(folder))
    return folder
