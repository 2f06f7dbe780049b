"""What a published edition looks like, what is left alone, and what is refused."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from generator.blobs import DamagedBlob
from generator.disk import Entry, MachineTrouble
from generator.writing import ForeignInTheWay, Written, recover, write_edition
from tests.writing.editions import BASE, NEXT, Room, files_of, look
from tests.writing.faulty_disk import CHANGES, FaultyDisk, Killed, at


def as_text(edition: dict[str, bytes]) -> dict[str, str]:
    return {path: data.decode("latin-1") for path, data in edition.items()}


def times(output: Path) -> dict[str, int]:
    return {str(path): path.lstat().st_mtime_ns for path in output.rglob("*")}


def test_report_of_an_edition(room: Room) -> None:
    """The report names what changed, what was removed and what is foreign, each sorted."""
    room.write(BASE)
    room.foreign({"z.txt": b"", "2026/a.txt": b""})
    changed = ("2026/03/straits/index.html", "2026/04/harbour/index.html", "index.html")
    removed = ("2026/03/grain/index.html",)
    assert Written(changed, removed, ("2026/a.txt", "z.txt")) == room.write(NEXT)


def test_nothing_changed(room: Room) -> None:
    """An edition that stands already is asked about and not touched."""
    room.write(BASE)
    before = times(room.output)
    disk = FaultyDisk()
    assert Written((), (), ()) == room.write(BASE, disk)
    assert [] == [name for name, _ in disk.asked if name in CHANGES]
    assert before == times(room.output)


def test_one_file_changed(room: Room) -> None:
    """Only the file that differs is replaced; the others keep their time and inode."""
    room.write(BASE)
    before = {path: (room.output / path).stat() for path in BASE}
    room.write({**BASE, "index.html": b"home two"})
    changed = [
        path
        for path, old in before.items()
        if (old.st_mtime_ns, old.st_ino)
        != ((room.output / path).stat().st_mtime_ns, (room.output / path).stat().st_ino)
    ]
    assert ["index.html"] == changed


def test_page_altered_and_page_deleted_in_the_output(room: Room) -> None:
    """What somebody changed or took away in the output folder is mended."""
    room.write(BASE)
    (room.output / "index.html").write_bytes(b"home uno")
    (room.output / "assets/site.css").unlink()
    assert ("assets/site.css", "index.html") == room.write(BASE).changed
    assert as_text({**BASE}) == files_of(look(room.output))


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_umask(room: Room, umask: int) -> None:
    """Files are 0644 and folders 0755, so that a web server can read them."""
    before = os.umask(umask)
    try:
        room.write({"a/b/index.html": b"x"})
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in room.output.rglob("*")}
    assert {"a": 0o755, "b": 0o755, "index.html": 0o644, "build.json": 0o644} == modes
    assert 0o755 == room.output.stat().st_mode & 0o777


def test_removed_pages_take_their_folders_along(room: Room) -> None:
    """Folders that are empty when our files are gone go too; those with foreign files stay."""
    room.write({"a/b/c/index.html": b"1", "d/index.html": b"2", "keep": b"3"})
    room.foreign({"d/theirs": b"4"})
    (room.output / "a/b/empty").mkdir()
    disk = FaultyDisk()
    room.write({"keep": b"3"}, disk)
    tried = [path for name, path in disk.asked if name == "remove_folder" and "staging" not in path]
    assert [str(room.output / "a/b/c")] == tried
    seen = look(room.output)
    assert {"a/", "a/b/", "a/b/empty/", "d/", "d/theirs", "keep", "build.json"} == set(seen)


def test_foreign_file_in_the_way(room: Room) -> None:
    """All foreign files that would be overwritten are named at once, and nothing is touched."""
    room.write(BASE)
    room.foreign({"2026/04/harbour/index.html": b"theirs", "x": b"theirs"})
    before, stood = look(room.output), times(room.output)
    with pytest.raises(ForeignInTheWay) as caught:
        room.write({**NEXT, "x/y": b"1"})
    assert ("2026/04/harbour/index.html", "x") == caught.value.paths
    assert "    x\nmove it elsewhere" in str(caught.value)
    assert (before, stood, []) == (look(room.output), times(room.output), room.rubbish())


class BusyDisk(FaultyDisk):
    """A disk on which somebody puts a file while an edition is being staged."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def sync_file(self, path: object) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(b"theirs")


def test_foreign_file_that_comes_while_we_stage(room: Room) -> None:
    """What comes to stand in the way at the last moment stays, and the old edition with it."""
    room.write(BASE)
    before = look(room.output)
    page = "2026/04/harbour/index.html"
    with pytest.raises(ForeignInTheWay) as caught:
        room.write(NEXT, BusyDisk(room.output / page))
    assert (page,) == caught.value.paths
    assert {**files_of(before), page: "theirs"} == files_of(look(room.output))
    assert [] == room.rubbish()


def test_foreign_file_with_the_same_content(room: Room) -> None:
    """A foreign file that is what we would write is ours from now on, and is not touched."""
    room.foreign({"index.html": BASE["index.html"]})
    before = (room.output / "index.html").stat().st_mtime_ns
    assert () == room.write(BASE).foreign
    assert before == (room.output / "index.html").stat().st_mtime_ns
    assert "index.html" in room.write({"other.html": b"1"}).removed


@pytest.mark.parametrize("path", ["index.html", "2026"])
def test_foreign_link_in_the_way(room: Room, path: str) -> None:
    """A link is never followed nor replaced, even where our file or folder stood before."""
    (room.folder / "elsewhere").mkdir()
    (room.folder / "elsewhere/file").write_bytes(BASE["index.html"])
    room.output.mkdir()
    target = "../elsewhere" if path == "2026" else "../elsewhere/file"
    (room.output / path).symlink_to(target)
    with pytest.raises(ForeignInTheWay) as caught:
        room.write(BASE)
    assert (path,) == caught.value.paths
    assert ["file"] == os.listdir(room.folder / "elsewhere")


def test_our_page_was_replaced_by_a_link(room: Room) -> None:
    """A link in place of a page that we wrote and no longer make is foreign: it stays."""
    room.write(BASE)
    (room.folder / "precious").write_bytes(b"precious")
    grain = room.output / "2026/03/grain/index.html"
    grain.unlink()
    grain.symlink_to(room.folder / "precious")
    assert ("2026/03/grain/index.html",) == room.write(NEXT).foreign
    assert grain.is_symlink()
    assert b"precious" == (room.folder / "precious").read_bytes()


def test_folder_with_foreign_files_where_a_page_goes(room: Room) -> None:
    """A folder gives way to a file only when nothing foreign is in it."""
    room.write({"a/b/index.html": b"1"})
    room.foreign({"a/b/theirs": b"2"})
    with pytest.raises(ForeignInTheWay) as caught:
        room.write({"a": b"3"})
    assert ("a/b/theirs",) == caught.value.paths


def test_device_where_a_page_goes(room: Room) -> None:
    """A FIFO of a page's name is foreign, and nobody waits for it."""
    room.output.mkdir()
    os.mkfifo(room.output / "index.html")
    with pytest.raises(ForeignInTheWay):
        room.write(BASE)


def test_hidden_foreign_folder(room: Room) -> None:
    """A hidden folder of others, such as .git, is one thing and not looked into."""
    room.foreign({".git/objects/ab/cd": b"", ".nojekyll": b""})
    disk = FaultyDisk()
    assert (".git/", ".nojekyll") == room.write(BASE, disk).foreign
    assert [] == [path for _, path in disk.asked if ".git/" in path]


def test_hidden_folder_with_pages_of_ours(room: Room) -> None:
    """A hidden folder that holds files of the edition is looked into."""
    room.foreign({".well-known/theirs": b""})
    edition = {".well-known/security.txt": b"1"}
    assert (".well-known/theirs",) == room.write(edition).foreign
    assert () == room.write(edition).changed


class ClosedDisk(FaultyDisk):
    """A disk that does not let us look into one place."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def entries(self, folder: object) -> tuple[Entry, ...]:
        return super().entries(self.checked(folder))

    def digest(self, path: object) -> str:
        return super().digest(self.checked(path))

    def checked(self, path: object) -> str:
        if str(path).endswith(self.place):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return str(path)


def test_foreign_folder_that_is_closed_to_us(room: Room) -> None:
    """A foreign folder that we may not read, such as lost+found, is one thing."""
    room.foreign({"lost+found/x": b""})
    assert ("lost+found/",) == room.write(BASE, ClosedDisk("lost+found")).foreign


def test_folder_of_ours_that_is_closed_to_us(room: Room) -> None:
    """A folder that we may not read but need is the machine's trouble."""
    room.write(BASE)
    with pytest.raises(MachineTrouble, match="2026/03: permission denied"):
        room.write(NEXT, ClosedDisk("2026/03"))


def test_page_of_ours_that_is_closed_to_us(room: Room) -> None:
    """A page that we may not read any more is made again."""
    room.write(BASE)
    assert ("assets/site.css",) == room.write(BASE, ClosedDisk("site.css")).changed


@pytest.mark.parametrize(
    "paths",
    [["../x"], ["/x"], ["a//b"], [""], ["a/./b"], ["a\\b"], ["a\nb"], ["\udcff"], ["build.json"]]
    + [["a", "a/b"], ["A", "a"], ["é", "e\u0301"], [".broadsheet-staging/x"], ["build.json/x"]],
)
def test_paths_that_no_edition_can_have(room: Room, paths: list[str]) -> None:
    """Paths that leave the folder, or that some disk takes for one, are a bug of the caller."""
    room.write(BASE)
    before = look(room.output)
    with pytest.raises(ValueError, match=r"no path|can't hold both"):
        room.write(dict.fromkeys(paths, b"1"))
    assert before == look(room.output)


def test_blob_was_lost(room: Room) -> None:
    """Bytes that the store has lost are asked for again, before anything is touched."""
    room.write(BASE)
    before = look(room.output)
    files = room.keep(NEXT)
    Path(room.blobs.path(files["index.html"])).write_bytes(b"")
    with pytest.raises(DamagedBlob) as caught:
        write_edition(room.output, room.workspace, files, room.blobs, FaultyDisk())
    assert files["index.html"] == caught.value.digest
    assert (before, []) == (look(room.output), room.rubbish())


def test_many_files_are_synced_at_once(room: Room) -> None:
    """From 65 files on there is one sync() and not one for each file."""
    edition = {f"{number}/index.html": b"x" for number in range(70)}
    disk = FaultyDisk()
    room.write(edition, disk)
    names = [name for name, _ in disk.asked]
    assert (2, 1) == (names.count("sync_everything"), names.count("sync_file"))


def test_pages_come_before_what_links_to_them(room: Room) -> None:
    """On a live site new pages stand before changed ones, and old ones go after both."""
    room.write(BASE)
    disk = FaultyDisk()
    room.write(NEXT, disk)
    moved = [path for name, path in disk.asked if name in ("rename", "link")]
    names = [os.path.relpath(path, room.output) for path in moved if "staging" not in path]
    places = [os.path.basename(path) for path in moved if "/new/" in path]
    assert ["0", "1", "2", "3"] == places
    replaced = ["2026/03/straits/index.html", "index.html"]
    assert [*replaced, "2026/03/grain/index.html", "build.json"] == names


def test_page_is_never_missing_while_it_is_replaced(room: Room) -> None:
    """A page that changes is replaced in one step: no reader meets a hole."""
    room.write(BASE)
    disk = FaultyDisk()
    room.copy(room.folder.with_name("count")).write(NEXT, disk)
    for k in range(1, disk.count + 1):
        copy = room.copy(room.folder.with_name(str(k)))
        with pytest.raises(Killed):
            copy.write(NEXT, FaultyDisk(kill_at=k))
        assert (copy.output / "index.html").read_bytes() in (b"home one", b"home two")


def test_output_on_another_disk(room: Room) -> None:
    """What goes to another disk is staged there, in a hidden folder, and not written twice."""
    disk = FaultyDisk(other_disk=str(room.output))
    room.write(BASE, disk)
    folders = {os.path.dirname(path) for name, path in disk.asked if name == "write_bytes_new"}
    staging = f"{room.output}/.broadsheet-staging"
    assert {staging, f"{staging}/new"} == folders


def test_output_on_a_disk_that_really_is_another(room: Room, tmp_path: Path) -> None:
    """An edition crosses from one file system to another, and leaves nothing behind."""
    if room.folder.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("this machine has but one disk for tests")
    there = Room(tmp_path / "site", room.store)
    there.workspace.mkdir(parents=True)
    there.output.symlink_to(room.folder)
    for edition in (BASE, NEXT):
        there.write(edition)
        assert as_text({**edition}) == files_of(look(room.folder))
        assert [] == there.rubbish()


def test_machine_trouble_is_told_in_plain_words(room: Room) -> None:
    """A full disk is told with the path, the cure, and what became of the site."""
    room.write(BASE)
    with pytest.raises(MachineTrouble) as caught:
        room.write(NEXT, FaultyDisk(at(41)))
    words = str(caught.value)
    assert "the disk is full; free some space, then build again" in words
    assert words.endswith("\nthe previous edition stands as it was")


def test_nothing_to_recover(room: Room) -> None:
    """Without a crash there is nothing to mend, and nothing is touched."""
    disk = FaultyDisk()
    assert not recover(room.output, room.workspace, disk)
    assert [] == [name for name, _ in disk.asked if name in CHANGES]
