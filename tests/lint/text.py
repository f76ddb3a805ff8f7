#!/usr/bin/env python3
"""Holds every file to the house style as far as a line of text shows it.

Usage: text.py [ROOT]
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import tree  # noqa: E402

TOP_LEVEL = {
    "CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE", "CONTRIBUTING.md", "CHANGELOG.md",
    "app", "core", "ui", "sync", "resources", "translations", "tests", "packaging",
}
# Files that are input to programs keep the bytes they have.
VERBATIM = ("tests/data/", "tests/fuzz/corpus/")
NAMED_FOLDERS = {"app", "core", "ui", "sync", "tests"}
LOWER_SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*$")
VAGUE = re.compile(r"(?:^|[_\-.])(utils?|helpers?|managers?|misc)(?=$|[_\-.])", re.IGNORECASE)
LONG, TOO_LONG = 400, 800


def check(root):
    root = Path(root)
    errors, notes = [], []
    for file in tree.files(root):
        path = file.as_posix()
        top = file.parts[0]
        if top not in TOP_LEVEL and not top.startswith("."):
            errors.append(f"{path}: {top} is no entry of the top level")
        if path.startswith(VERBATIM):
            continue
        for part in file.parts:
            vague = VAGUE.search(part)
            if vague:
                errors.append(f"{path}: a name says what a thing is, and {vague.group(1)} does not")
        if file.suffix in tree.CPP or (top in NAMED_FOLDERS and file.suffix == ".py"):
            if not LOWER_SNAKE.match(file.name[:-len(file.suffix)]):
                errors.append(f"{path}: names of files are lower_snake")
            for folder in file.parts[:-1]:
                if top in NAMED_FOLDERS and not LOWER_SNAKE.match(folder):
                    errors.append(f"{path}: names of folders are lower_snake")

        content = (root / file).read_bytes()
        if b"\0" in content or not content:
            continue
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            errors.append(f"{path}: is not UTF-8")
            continue
        if not text.endswith("\n"):
            errors.append(f"{path}: ends without a newline")
        elif text.endswith("\n\n"):
            errors.append(f"{path}: ends with an empty line")
        if "\r" in text:
            errors.append(f"{path}: has carriage returns")
        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            if line != line.rstrip():
                errors.append(f"{path}:{number}: trailing whitespace")
            if "\t" in line and (file.suffix in tree.CPP or file.suffix in {".py", ".cmake"}):
                errors.append(f"{path}:{number}: a tab")
            if re.match(r"(<{7}|>{7}|\|{7}) ", line):
                errors.append(f"{path}:{number}: the mark of a conflict")
        if file.suffix in tree.CPP:
            length = len(lines) - 1
            if length > TOO_LONG:
                errors.append(f"{path}: {length} lines; more than {TOO_LONG} want to be two files")
            elif length > LONG:
                notes.append(f"{path}: {length} lines; more than {LONG} want a reason")
        if file.suffix == ".h" and not re.search(r"^#pragma once$", text, re.MULTILINE):
            errors.append(f"{path}: a header without #pragma once")
    return errors, notes


if __name__ == "__main__":
    tree.report("text", *check(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2]))
