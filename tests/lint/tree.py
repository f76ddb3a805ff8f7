"""The files that the lints read, and the form in which they report."""

import os
import re
import subprocess
import sys
from pathlib import Path

CPP = {".h", ".cpp"}


def files(root):
    """Every file of the project, as a path relative to root: what git would track, or all but build/ without git."""
    root = Path(root)
    if (root / ".git").exists():
        listed = subprocess.run(
            ["git", "-C", str(root), "-c", f"safe.directory={root.resolve()}", "ls-files", "-z",
             "--cached", "--others", "--exclude-standard"],
            capture_output=True, check=True, stdin=subprocess.DEVNULL).stdout
        names = {name for name in os.fsdecode(listed).split("\0") if name}
        return sorted(Path(name) for name in names if (root / name).is_file())
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in {".git", "__pycache__"}
                      and not (Path(folder) == root and name == "build")]
        found += [(Path(folder) / name).relative_to(root) for name in names]
    return sorted(found)


_TOKEN = re.compile(
    r'''//[^\n]*|/\*.*?\*/|R"([^()\\\s]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+\'''',
    re.DOTALL)


def code_only(text, strings=False):
    """C++ without comments and, unless asked for, without what stands in literals. Lines keep their numbers."""
    def blank(match):
        token = match.group(0)
        if token.startswith(("//", "/*")):
            return " " + "\n" * token.count("\n")
        return token if strings else token[0] + "\n" * token.count("\n") + token[-1]
    return _TOKEN.sub(blank, text)


def report(name, errors, warnings=()):
    for warning in warnings:
        print(f"note: {warning}")
    for error in errors:
        print(f"error: {error}")
    print(f"{name}: {len(errors)} errors" if errors else f"{name}: ok")
    sys.exit(1 if errors else 0)
