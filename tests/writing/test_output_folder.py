"""Which folders may be output folders."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from generator.disk import Disk
from generator.writing import OutputRefused, check_output_folder


class DiskOf(Disk):
    """A disk of a user with this home folder."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def home_folder(self) -> str:
        return str(self.home)


@pytest.fixture
def site(folder: Path) -> Path:
    """A site in somebody's home, with a linked folder of sources beside it."""
    root = folder / "home" / "ana" / "site"
    for name in ("content/articles", "layouts", "generator", ".git", "docs", "output/old"):
        (root / name).mkdir(parents=True)
    (root / "site.yaml").write_text("title: x\n")
    (folder / "shared").mkdir()
    (root / "content/pool").symlink_to(folder / "shared")
    return root


def checked(site: Path, output: Path | str, *, is_preview: bool = False) -> str:
    disk = DiskOf(site.parent)
    return check_output_folder(site, site / output, disk, is_preview=is_preview)


@pytest.mark.parametrize("output", ["output", "output/old", "public", "../www", "/srv/x/y", "docs"])
def test_right_folder(site: Path, output: str) -> None:
    """output/, another folder of the site that holds no sources, or any folder elsewhere."""
    assert os.path.realpath(site / output) == checked(site, output)


@pytest.mark.parametrize("output", [".broadsheet/preview", ".broadsheet/preview/x"])
def test_preview(site: Path, output: str) -> None:
    """The preview has its place in the workspace, where nothing else is published."""
    assert str(site / output) == checked(site, output, is_preview=True)
    with pytest.raises(OutputRefused, match="hidden folder"):
        checked(site, output)


@pytest.mark.parametrize(
    ("output", "why"),
    [
        ("content", "it is or lies in content"),
        ("content/new/folder", "it is or lies in content"),
        ("layouts", "it is or lies in layouts"),
        ("generator", "it is or lies in generator"),
        (".git/x", "it is or lies in .git"),
        ("CONTENT", "it is or lies in content"),
        ("site.yaml", "is a file"),
        ("site.yaml/x", "is a file"),
        (".", "it is or holds the site"),
        ("output/..", "it is or holds the site"),
        ("..", "home folder"),
        ("../..", "home folder"),
        ("/", "root of the file system"),
        (".broadsheet", "hidden folder"),
        (".broadsheet/staging", "hidden folder"),
        (".github", "hidden folder"),
    ],
)
def test_folder_of_somebodys_work(site: Path, output: str, why: str) -> None:
    """What is, holds or lies in the sources, a home or a root is refused with the reason."""
    with pytest.raises(OutputRefused, match=why):
        checked(site, output)


@pytest.mark.parametrize("stands", ["a file", "a link"])
def test_the_usual_folder_is_not_its_own_cure(site: Path, stands: str) -> None:
    """Where something else stands at output/, that has to go."""
    shutil.rmtree(site / "output")
    if stands == "a file":
        (site / "output").write_text("words")
    else:
        (site / "output").symlink_to("content")
    with pytest.raises(OutputRefused, match="; remove or rename it, or choose a folder outside"):
        checked(site, "output")


@pytest.mark.parametrize("name", ["content", "layouts", "generator", ".git", "site.yaml"])
def test_sources_that_are_not_there_yet(folder: Path, name: str) -> None:
    """The places of the sources are kept free in a site that has none."""
    (folder / "new").mkdir()
    with pytest.raises(OutputRefused, match=f"it is or lies in {name}"):
        check_output_folder(folder / "new", folder / "new" / name, Disk())


def test_parent_of_a_site_outside_of_home(site: Path, folder: Path) -> None:
    """A folder that holds the site is refused wherever the user's home is."""
    disk = DiskOf(folder / "elsewhere")
    with pytest.raises(OutputRefused, match="holds the site"):
        check_output_folder(site, site.parent, disk)


@pytest.mark.parametrize("target", ["content", ".", "..", "site.yaml", "/", "content/pool/.."])
def test_link_to_the_sources(site: Path, target: str) -> None:
    """A link is judged by where it leads."""
    (site / "output/old").rmdir()
    (site / "output").rmdir()
    (site / "output").symlink_to(site / target)
    with pytest.raises(OutputRefused):
        checked(site, "output")


def test_link_to_a_folder_elsewhere(site: Path, folder: Path) -> None:
    """A link to a folder of its own is right, and resolved."""
    (folder / "www").mkdir()
    (site / "public").symlink_to(folder / "www")
    assert os.path.realpath(folder / "www/site") == checked(site, "public/site")


def test_link_in_a_circle(site: Path) -> None:
    """A link that leads nowhere is refused."""
    (site / "public").symlink_to(site / "public")
    with pytest.raises(OutputRefused, match="circle"):
        checked(site, "public")


def test_content_that_is_a_link(site: Path, folder: Path) -> None:
    """Sources kept elsewhere behind a link are sources."""
    (folder / "drafts").mkdir()
    (site / "layouts").rmdir()
    (site / "layouts").symlink_to(folder / "drafts")
    for output in (folder / "drafts", folder / "drafts/x"):
        with pytest.raises(OutputRefused, match="layouts"):
            checked(site, output)
    with pytest.raises(OutputRefused):
        checked(site, folder)


def test_device(site: Path) -> None:
    """A FIFO is no folder, and nobody waits for it."""
    os.mkfifo(site / "pipe")
    with pytest.raises(OutputRefused, match="is a FIFO"):
        checked(site, "pipe")
