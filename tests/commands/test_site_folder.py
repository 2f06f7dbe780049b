"""Which site a command is about."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from generator.commands.site_folder import NoSite, find_site
from generator.disk import Disk, Stat, Where


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a site.yaml, and a folder deep in it."""
    (tmp_path / "site" / "content" / "articles").mkdir(parents=True)
    (tmp_path / "site" / "site.yaml").write_text("title: The Meridian\n")
    return tmp_path / "site"


def test_named_folder(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is named is the site's, seen from here."""
    monkeypatch.chdir(site.parent)
    assert str(site) == find_site("site")


def test_folder_inside_the_site(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a name, it is the nearest folder around with a site.yaml."""
    monkeypatch.chdir(site / "content" / "articles")
    assert str(site) == find_site(None)


def test_named_folder_inside_the_site(site: Path) -> None:
    """A named folder must be the site itself; nothing is guessed."""
    with pytest.raises(NoSite, match=r"there is no site\.yaml in .*content; go to"):
        find_site(str(site / "content"))


def test_no_site_around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside of any site the message says what to do."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoSite, match=r", nor in a folder around it; go to the site's folder"):
        find_site(None)


def test_misspelt_site_file(tmp_path: Path) -> None:
    """A site.yml is to be renamed."""
    (tmp_path / "site.yml").write_text("title: x\n")
    with pytest.raises(NoSite, match=r"rename site\.yml to site\.yaml"):
        find_site(str(tmp_path))


def test_site_file_that_is_a_folder(tmp_path: Path) -> None:
    """A folder of that name makes no site."""
    (tmp_path / "site.yaml").mkdir()
    with pytest.raises(NoSite, match=r"there is no site\.yaml"):
        find_site(str(tmp_path))


def test_missing_folder(tmp_path: Path) -> None:
    """A name that leads nowhere is told as such, and so is a file."""
    with pytest.raises(NoSite, match=r"there is no folder .*absent"):
        find_site(str(tmp_path / "absent"))
    (tmp_path / "file").write_text("")
    with pytest.raises(NoSite, match=r"file is no folder; name the folder that site\.yaml is in"):
        find_site(str(tmp_path / "file"))


@pytest.mark.parametrize("name", ["a\x00b", "x" * 5000, "\udcff", ""])
def test_strange_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is named, the answer is a message."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoSite):
        find_site(name)


def test_a_folder_that_can_not_be_entered(site: Path) -> None:
    """The system's word for it, without number or quotes."""

    class Refusing(Disk):
        def stat(self, path: Where) -> Stat:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))

    with pytest.raises(NoSite, match=r"^there can't be read: permission denied$"):
        find_site("there", Refusing())


def test_folder_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Being in a folder that somebody removed is told in plain words."""
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    os.rmdir(tmp_path / "gone")
    with pytest.raises(NoSite, match="the folder that you are in is gone"):
        find_site(None)
