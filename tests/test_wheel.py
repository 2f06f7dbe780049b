"""The wheel: carries the layouts and builds a site that is not the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.building import SITE_YAML, story, write_files

CHECKOUT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel made from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(words, cwd=CHECKOUT, check=True, capture_output=True)
    (found,) = folder.glob("broadsheet-*.whl")
    return found


def test_the_wheel_carries_every_bundled_layout(wheel: Path) -> None:
    """Each file of layouts/ stands in the package, the same bytes."""
    with zipfile.ZipFile(wheel) as archive:
        carried = {
            name.removeprefix("generator/_layouts/"): archive.read(name)
            for name in archive.namelist()
            if name.startswith("generator/_layouts/")
        }
    layouts = CHECKOUT / "layouts"
    bundled = {
        path.relative_to(layouts).as_posix(): path.read_bytes()
        for path in layouts.rglob("*")
        if path.is_file()
    }
    assert bundled == carried


def test_the_wheel_carries_what_the_browser_is_sent(wheel: Path) -> None:
    """The preview's scripts, with the licence of the one that is not ours."""
    with zipfile.ZipFile(wheel) as archive:
        carried = {
            name for name in archive.namelist() if name.startswith("generator/watch/client/")
        }
    folder = CHECKOUT / "generator/watch/client"
    assert carried == {path.relative_to(CHECKOUT).as_posix() for path in folder.iterdir()}
    assert "generator/watch/client/idiomorph.LICENSE" in carried


def test_the_wheel_builds_a_site_elsewhere(wheel: Path, tmp_path: Path) -> None:
    """Unpacked far from the checkout, it finds its layouts inside itself."""
    package = tmp_path / "package"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(package)
    site = write_files(
        tmp_path / "site", {"site.yaml": SITE_YAML, "content/articles/a.md": story("Elsewhere")}
    )
    words = [sys.executable, "-m", "generator.commands.cli", "build"]
    env = os.environ | {"PYTHONPATH": str(package)}
    run = subprocess.run(words, cwd=site, env=env, capture_output=True, text=True, check=False)
    assert (0, "") == (run.returncode, run.stderr)
    assert "Elsewhere" in (site / "output/index.html").read_text("utf-8")
