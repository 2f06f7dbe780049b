"""The house's rules, read from the code itself: imports go down, one door to files."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parent.parent / "generator"

# Rooms by floor, from the ground up; docs/architecture.md says what each is for.
FLOORS = (
    (
        "problems",
        "urls",
        "digest",
        "disk",
        "clock",
        "program",
        "folders",
        "freshness",
        "records",
        "digests",
        "seen",
    )
    + ("__init__", "_wheel"),
    ("model", "engine", "blobs", "site_files"),
    ("reading",),
    ("library",),
    ("rendering",),
    ("pages",),
    ("checks",),
    ("build", "writing", "outside"),
    ("serve", "publishing"),
    ("watch",),
    ("commands",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
# Floor 0 is for single ideas; these share its words with the rest.
SHARED = {"problems", "digest", "disk", "urls", "records", "digests", "seen"}
LONGEST_FILE = 400
# Code in a story is rare and Pygments slow to load, new pictures and Pillow likewise.
IMPORT_LATE = {"reading/markdown/fences.py", "reading/pictures.py"}


def sources() -> list[Path]:
    return sorted(GENERATOR.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(GENERATOR).parts[0].removesuffix(".py")


def imported_rooms(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """The rooms of ours that a file imports from, with the line."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "generator":
                names = [f"generator.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "generator" and len(parts) > 1:
                yield parts[1], node.lineno


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(GENERATOR)))
def test_a_file_imports_only_from_floors_below_or_its_own_room(path: Path) -> None:
    """Imports go down; rooms on one floor do not know each other."""
    room = room_of(path)
    assert room in FLOOR, f"{room} has no floor: give it one here and in docs/architecture.md"
    wrong = [
        f"line {line}: {other}"
        for other, line in imported_rooms(ast.parse(path.read_text("utf-8")))
        if other != room
        and not (FLOOR.get(other, 99) < FLOOR[room] or (FLOOR[room] <= 1 and other in SHARED))
        and other != "__version__"
    ]
    assert [] == wrong


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(GENERATOR)))
def test_only_the_disk_opens_files(path: Path) -> None:
    """`generator/disk.py` is the only door to files."""
    if path.name == "disk.py":
        return
    doors = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "fdopen"}
    wrong = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        if isinstance(function, ast.Name) and function.id == "open":
            wrong.append(node.lineno)
        if isinstance(function, ast.Attribute) and function.attr in doors:
            owner = ast.unparse(function.value)
            if owner in {"os", "io", "codecs"} or "path" in owner.lower():
                wrong.append(node.lineno)
    assert [] == wrong


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(GENERATOR)))
def test_imports_stand_at_the_top_outside_of_commands(path: Path) -> None:
    """Only a command may import late, where that buys start-up time, and who is named above."""
    if room_of(path) == "commands" or path.relative_to(GENERATOR).as_posix() in IMPORT_LATE:
        return
    tree = ast.parse(path.read_text("utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    late = [
        node.lineno
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert [] == late


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(GENERATOR)))
def test_a_file_is_one_idea(path: Path) -> None:
    """A file of more than 400 lines is two ideas."""
    assert path.read_text("utf-8").count("\n") <= LONGEST_FILE


def test_modules_import_in_no_circle() -> None:
    """No module is needed to load itself."""
    graph: dict[str, set[str]] = {}
    for path in sources():
        name = ".".join(("generator", *path.relative_to(GENERATOR).with_suffix("").parts))
        graph[name.removesuffix(".__init__")] = set(imported_modules(path))
    for start in graph:
        assert start not in reachable(graph, start), f"{start} imports itself in a circle"


def imported_modules(path: Path) -> Iterator[str]:
    """The modules of ours that a file imports; `from package import module` means the module."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("generator"):
            folder = GENERATOR.parent / (node.module or "").replace(".", "/")
            for alias in node.names:
                is_module = (folder / f"{alias.name}.py").exists()
                yield f"{node.module}.{alias.name}" if is_module else node.module or ""


def reachable(graph: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = [name for name in graph[start] if name in graph]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [n for n in graph[name] if n in graph and n not in found]
    return found
