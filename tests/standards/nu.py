"""HT-01, HT-02: the Nu HTML Checker, asked once for all pages and style sheets."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.standards.edition import Edition

CHECKOUT = Path(__file__).parent.parent.parent
JAR = CHECKOUT / "node_modules/vnu-jar/build/dist/vnu.jar"
SECONDS = 300
# A short life on few processors: the deep stack is for deep nesting.
_QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")


@dataclass(frozen=True)
class Told:
    """What the checker found: errors and warnings, each as `page:line: message`."""

    errors: tuple[str, ...]
    warnings: tuple[str, ...]


def jar() -> Path:
    """The checker: what BROADSHEET_VNU names, else the one that `make test` installs."""
    return Path(os.environ.get("BROADSHEET_VNU") or JAR)


def missing() -> str:
    """What has to be installed before the checker can run; empty when nothing is."""
    if shutil.which("java") is None:
        return "HTML is not checked: install Java 17 or newer (apt install openjdk-17-jre-headless)"
    if not jar().is_file():
        cure = "run `make test` where there is npm, or name a vnu.jar in BROADSHEET_VNU"
        return f"HTML is not checked: no {jar()}; {cure}"
    return ""


def told(editions: Mapping[str, Edition]) -> dict[str, Told]:
    """Errors and warnings in the pages and style sheets of editions, by the edition's name.

    They are given to the checker under plain names: what it makes of others depends on the locale.
    """
    names: dict[str, tuple[str, str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for edition_name, edition in editions.items():
            for path in sorted(edition.files):
                if path.endswith((".html", ".css")):
                    plain = f"{len(names):06}{Path(path).suffix}"
                    names[plain] = (edition_name, path)
                    (Path(folder) / plain).write_bytes(edition.files[path])
        options = ["--also-check-css", "--format", "json", "--stdout", "--exit-zero-always"]
        command = ["java", *_QUICK_START, "-jar", str(jar()), *options, folder]
        done = subprocess.run(command, capture_output=True, check=False, timeout=SECONDS)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode("utf-8", "replace"))
    messages = json.loads(done.stdout)["messages"]
    return {name: _of_edition(name, messages, names) for name in editions}


def _of_edition(
    name: str, messages: list[dict[str, Any]], names: Mapping[str, tuple[str, str]]
) -> Told:
    errors: list[str] = []
    warnings: list[str] = []
    for message in messages:
        file = message.get("url", "").rpartition("/")[2]
        owner, path = names.get(file, (name, file))
        if owner != name:
            continue
        extract = " ".join(message.get("extract", "").split())[:120]
        words = f"{path}:{message.get('lastLine', 0)}: {message['message']} [{extract}]"
        is_error = message["type"] in ("error", "non-document-error")
        (errors if is_error else warnings).append(words)
    return Told(tuple(errors), tuple(warnings))
