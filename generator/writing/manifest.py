"""build.json: the digest of each file of an edition, and so the list of what we wrote.

It is read as a stranger's: what is not exactly a list of ours counts as absent, so that it can
never make us remove a file. It holds no times, and not itself.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from json.encoder import encode_basestring

from generator.disk import Disk, TooLarge
from generator.writing.paths import MANIFEST, clash, is_safe

FORMAT = 1

_MANIFEST_MAX_BYTES = 64 << 20
_DIGEST = re.compile(r"[0-9a-f]{64}")


def manifest_bytes(files: Mapping[str, str]) -> bytes:
    """build.json for these paths and digests: sorted, a line for each file."""
    lines = [f'    {encode_basestring(path)}: "{files[path]}"' for path in sorted(files)]
    body = "{\n" + ",\n".join(lines) + "\n  }" if lines else "{}"
    return f'{{\n  "format": {FORMAT},\n  "files": {body}\n}}\n'.encode()


def listed_files(output: str, disk: Disk) -> tuple[dict[str, str], str]:
    """Path and digest of what build.json says we wrote, and a note when it can't be believed."""
    path = os.path.join(output, MANIFEST)
    kind = disk.stat(path).kind
    if kind == "absent":
        return {}, ""
    if kind != "file":
        return {}, _note(f"it is a {kind}, not a file")
    try:
        return _files(disk.read_bytes(path, _MANIFEST_MAX_BYTES)), ""
    except TooLarge:
        return {}, _note(f"it is larger than {_MANIFEST_MAX_BYTES} bytes")
    except RecursionError:
        return {}, _note("it is nested too deeply")
    except ValueError as error:
        return {}, _note(str(error) if type(error) is ValueError else "it is no JSON in UTF-8")


def _note(why: str) -> str:
    words = "was not made by us or is damaged, so no file there counts as ours"
    return f"{MANIFEST} in the output folder {words}: {why}"


def _files(data: bytes) -> dict[str, str]:
    """The files listed; raises `ValueError` with the reason when it is no list of ours."""
    edition = json.loads(data.decode())
    if not isinstance(edition, dict) or edition.get("format") != FORMAT:
        raise ValueError(f'it does not say "format": {FORMAT}')
    files = edition.get("files")
    if not isinstance(files, dict):
        raise ValueError("it lists no files")
    for path, digest in files.items():
        if not is_safe(path):
            raise ValueError(f"it lists {path!r:.80}, which is no path inside the output folder")
        if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
            raise ValueError(f"it lists {path!r:.80} without a SHA-256")
    if pair := clash(files):
        raise ValueError(f"it lists both {pair[0]!r:.80} and {pair[1]!r:.80}")
    return files
