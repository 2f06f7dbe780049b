"""A site's own files: what is listed, what is passed over, and what is refused and why."""

from __future__ import annotations

import os
import pickle
import socket
from pathlib import Path

import pytest

from generator.disk import Disk
from generator.site_files import Refusal, Refused, SiteFiles


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of a site, with a secret beside it."""
    (tmp_path / "secret").write_bytes(b"secret")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/a.md").write_bytes(b"secret")
    (tmp_path / "site/content").mkdir(parents=True)
    return tmp_path / "site"


def site(root: Path) -> SiteFiles:
    return SiteFiles(root, Disk())


def make(root: Path, *paths: str | bytes) -> None:
    for path in paths:
        place = Path(os.fsdecode(os.path.join(os.fsencode(root), os.fsencode(path))))
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"text")


def refused(root: Path) -> list[tuple[str, str]]:
    """Path and code of what the listing of content/ refuses."""
    return [
        (refusal.path, refusal.reason_code) for refusal in site(root).listing("content").refusals
    ]


def test_files_below_a_folder(root: Path) -> None:
    """All regular files below come by their path in the site, sorted by code point."""
    make(root, "content/b.md", "content/a/z.md", "content/a-b.md", "content/é.md", "content/B.md")
    make(root, "layouts/x.html")
    files = ("content/B.md", "content/a-b.md", "content/a/z.md", "content/b.md", "content/é.md")
    assert (files, ()) == site(root).listing("content")
    assert ("layouts/x.html",) == site(root).listing("layouts/").files
    assert 6 == len(site(root).listing("").files)


def test_folder_that_is_not_there(root: Path) -> None:
    """Where there is no folder there are no files, and nothing is wrong."""
    make(root, "site.yaml")
    for folder in ("pages", "content/none", "site.yaml", "site.yaml/x"):
        assert ((), ()) == site(root).listing(folder)


@pytest.mark.parametrize(
    "name",
    [".hidden", "a.md~", ".a.md.swp", "a.swp", "#a.md#", ".#a.md", "4913", ".git/config"]
    + [".a.md", "._a.md", ".DS_Store", "~$a.docx"],
)
def test_what_editors_leave(root: Path, name: str) -> None:
    """Hidden files, backups and swap files are passed over in silence."""
    make(root, f"content/{name}")
    assert ((), ()) == site(root).listing("content")


@pytest.mark.parametrize("name", ["#1.md", "a#", "4913.md", "#", "swp", "ünï çødé.md", "a'b\".md"])
def test_names_that_only_look_odd(root: Path, name: str) -> None:
    """A name is free but for what editors leave."""
    make(root, f"content/{name}")
    assert ((f"content/{name}",), ()) == site(root).listing("content")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\nb.md", r"content/a\nb.md"),
        (b"a\x1b[31m.md", r"content/a\x1b[31m.md"),
        (b"\xff\xfe.md", r"content/\xff\xfe.md"),
        ("a\u2028b.md", r"content/a\u2028b.md"),
        ("a\\b.md", "content/a\\b.md"),
        (b"folder\n/a.md", r"content/folder\n"),
    ],
)
def test_names_that_nobody_can_publish(root: Path, name: str | bytes, shown: str) -> None:
    """A name with a line break, a control character or no UTF-8 is refused, shown readably."""
    make(root, os.path.join(b"content", os.fsencode(name)))
    assert [(shown, "bad-name")] == refused(root)
    assert () == site(root).listing("content").files


def test_fifo_socket_and_device(root: Path) -> None:
    """What is no regular file is refused, and nobody waits for a FIFO."""
    os.mkfifo(root / "content/pipe.md")
    before = os.getcwd()
    os.chdir(root / "content")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.md")
    os.chdir(before)
    (root / "content/device.md").symlink_to("pipe.md")
    special = [(f"content/{name}.md", "special-file") for name in ("device", "pipe", "socket")]
    assert special == refused(root)
    for name in ("pipe.md", "socket.md", "device.md"):
        with pytest.raises(Refused):
            site(root).read(f"content/{name}")


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("../../secret", "link-outside"),
        ("../../outside", "link-outside"),
        ("/etc/passwd", "link-outside"),
        ("../../site-two", "link-outside"),
        ("none.md", "link-broken"),
        ("link", "link-loop"),
        (".", "link-loop"),
        ("../content", "link-loop"),
        ("..", "link-loop"),
        ("../.git/config", "link-hidden"),
    ],
)
def test_link_that_is_not_followed(root: Path, target: str, code: str) -> None:
    """A link that leaves the site, ends nowhere, goes in a circle or to hidden files is refused."""
    make(root, ".git/config", "../site-two/a.md")
    (root / "content/link").symlink_to(target)
    assert [("content/link", code)] == refused(root)
    if target not in (".", "../content", ".."):
        with pytest.raises(Refused):
            site(root).read("content/link")
        with pytest.raises(Refused):
            site(root).digest("content/link/a.md")


def test_links_inside_the_site(root: Path) -> None:
    """A link to a file or folder of the site is followed; its files have the path of the link."""
    make(root, "pool/a.md", "pool/deep/b.md", "content/real.md")
    (root / "content/pool").symlink_to("../pool")
    (root / "content/copy.md").symlink_to("real.md")
    files = ("content/copy.md", "content/pool/a.md", "content/pool/deep/b.md", "content/real.md")
    assert (files, ()) == site(root).listing("content")
    assert b"text" == site(root).read("content/pool/deep/b.md")
    assert b"text" == site(root).read("content/copy.md")


def test_many_links_to_one_folder(root: Path) -> None:
    """A hundred links to folders are nothing unusual."""
    make(root, "pool/a.md")
    for number in range(100):
        (root / f"content/{number}").symlink_to("../pool")
    assert (100, 0) == tuple(map(len, site(root).listing("content")))


def test_loop_through_two_folders(root: Path) -> None:
    """Two folders that link to each other are listed once each; the way back is refused."""
    make(root, "content/a/x.md", "content/b/y.md")
    (root / "content/a/to-b").symlink_to("../b")
    (root / "content/b/to-a").symlink_to("../a")
    files = ("content/a/to-b/y.md", "content/a/x.md", "content/b/to-a/x.md", "content/b/y.md")
    loops = [("content/a/to-b/to-a", "link-loop"), ("content/b/to-a/to-b", "link-loop")]
    assert (files, loops) == (site(root).listing("content").files, refused(root))


def test_links_that_multiply(root: Path) -> None:
    """Folders of links to each other are not followed for ever."""
    for level in range(8):
        (root / f"content/{level}").mkdir()
        for link in range(8):
            (root / f"content/{level}/{link}").symlink_to(f"../{level + 1}")
    (root / "content/8").mkdir()
    assert "too-many-links" in {code for _, code in refused(root)}


def test_content_folder_is_a_link_outside(root: Path) -> None:
    """The listed folder itself may not leave the site either."""
    (root / "layouts").symlink_to("../outside")
    assert ["link-outside"] == [r.reason_code for r in site(root).listing("layouts").refusals]
    with pytest.raises(Refused, match="leaves the site"):
        site(root).read("layouts/a.md")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("../secret", "outside-site"),
        ("content/../../secret", "outside-site"),
        ("/etc/passwd", "outside-site"),
        (".git/config", "hidden-file"),
        ("content", "not-a-file"),
        ("content/none.md", "missing-file"),
        ("content/a.md/b", "missing-file"),
        ("content/" + "x" * 300, "missing-file"),
        ("content/a\0b", "bad-name"),
        ("content/\udcff", "bad-name"),
    ],
)
def test_path_that_is_not_read(root: Path, path: str, code: str) -> None:
    """A path that leaves the site, is hidden, or is no file is refused by name."""
    make(root, "content/a.md", ".git/config")
    for ask in (site(root).read, site(root).digest):
        with pytest.raises(Refused) as caught:
            ask(path)
        assert code == caught.value.refusal.reason_code


def test_file_that_is_too_large(root: Path) -> None:
    """A reader's limit holds, and is named."""
    make(root, "content/a.md")
    assert b"text" == site(root).read("content/a.md", 4)
    with pytest.raises(Refused, match=r"content/a\.md: larger than 3 bytes"):
        site(root).read("content/a.md", 3)


def test_site_behind_a_link(root: Path) -> None:
    """A site that is reached through a link is read like any other."""
    make(root, "content/a.md")
    (root.parent / "alias").symlink_to("site")
    assert ("content/a.md",) == site(root.parent / "alias").listing("content").files
    assert b"text" == site(root.parent / "alias").read("content/../content/a.md")


class CountingDisk(Disk):
    """A disk that counts what was hashed."""

    def __init__(self) -> None:
        self.hashed = 0

    def digest(self, path: object) -> str:
        self.hashed += 1
        return super().digest(str(path))


def test_digest_is_made_once(root: Path) -> None:
    """Within one build a file that stands as it did is not hashed again, a changed one is."""
    make(root, "content/a.md")
    disk = CountingDisk()
    files = SiteFiles(root, disk)
    assert files.digest("content/a.md") == files.digest("content/a.md")
    assert 1 == disk.hashed
    before = files.digest("content/a.md")
    (root / "content/a.md").write_bytes(b"other text")
    assert (before, 2) != (files.digest("content/a.md"), disk.hashed)
    assert 2 == disk.hashed


def test_stat_through_links(root: Path) -> None:
    """A link inside the site is told as what it leads to; what is not there is absent."""
    make(root, "content/a.md")
    (root / "content/b.md").symlink_to("a.md")
    kinds = [site(root).stat(f"content/{name}").kind for name in ("a.md", "b.md", "c.md", "")]
    assert ["file", "file", "absent", "folder"] == kinds


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_folder_without_permission(root: Path) -> None:
    """A folder that may not be read is refused, and the rest is listed."""
    make(root, "content/a/x.md", "content/b.md")
    (root / "content/a").chmod(0)
    assert [("content/a", "unreadable")] == refused(root)
    assert ("content/b.md",) == site(root).listing("content").files
    (root / "content/a").chmod(0o755)


def test_refusal_comes_back_from_a_worker() -> None:
    """A refusal survives the way between two processes."""
    refusal = Refusal("content/a", "missing-file", "there is no such file")
    assert refusal == pickle.loads(pickle.dumps(Refused(refusal))).refusal
