#!/usr/bin/env python3
"""Holds the sources against packaging/cmake/edges.txt, the table of who may name whom.

Usage: layers.py [ROOT]

An include is written from the root and names the own layer or one that the table lets it reach. Nothing includes
itself in a circle. Qt and the other packages are named only where the table allows them, the pure layers ask neither
the clock nor the locale nor chance, and Qt is used in its strict form.
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import tree  # noqa: E402

TABLE = "packaging/cmake/edges.txt"
LAYERED = ("app", "core", "ui", "sync")
OPTIONS = "packaging/cmake/options.cmake"
QT_FOLDERS = ("ui/", "sync/client/", "app/desktop/", "tests/")

# Which includes belong to which package of the table.
PACKAGES = {
    "Boost": re.compile(r"boost/"),
    "curl": re.compile(r"curl/"),
    "sodium": re.compile(r"sodium(\.h$|/)"),
    "zstd": re.compile(r"zstd(\.h$|_)"),
    "soci": re.compile(r"(soci/|sqlite3\.h$|soci[-.])"),
    "graphviz": re.compile(r"(graphviz/|gvc\.h$|cgraph\.h$)"),
}

PURE = ("core/base/", "core/events/", "core/state/", "core/learning/")
CLOCK = re.compile(
    r"\b(system_clock|steady_clock|high_resolution_clock|utc_clock|clock_gettime|gettimeofday|localtime(_[rs])?"
    r"|mktime|current_zone|random_device|s?rand|rand_r|arc4random\w*|getenv)\b"
    r"|(?<![\w.>:])(?:std::|::)?time\s*\(\s*(?:nullptr|NULL|0|&)")
LOCALE = re.compile(
    r"\b(std::locale|setlocale|strftime|strto(?:d|f|ld)|sto(?:d|f|ld)|atof|put_time|get_time"
    r"|is(?:alnum|alpha|blank|cntrl|digit|graph|lower|print|punct|space|upper|xdigit)|to(?:lower|upper)"
    r"|strcoll|strxfrm|std::regex)\b(?=\s*[({<&,;:)\w])")
# Where a word is allowed all the same, and why.
ALLOWED = {
    ("core/map/dot.cpp", "setlocale"): "gives Graphviz the C locale where a thread has no locale of its own",
}
PRINTED_REAL = re.compile(r'printf\s*\([^;]*"[^"\n]*%[-+ #0-9.*]*[aefgAEFG]')

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>)', re.MULTILINE)
QT_HEADER = re.compile(r"Q[A-Za-z]|Qt")
GENERATED = re.compile(r"(^|/)(moc_[^/]+\.cpp|ui_[^/]+\.h|[^/]+\.moc|qrc_[^/]+\.cpp)$")
STRICT_MACROS = ("QT_NO_CAST_FROM_ASCII", "QT_NO_CAST_TO_ASCII", "QT_NO_CAST_FROM_BYTEARRAY", "QT_NO_KEYWORDS")


def read_table(text):
    table = {}
    for line in text.splitlines():
        line = line.split("#")[0].strip()
        if line:
            layer, _, edges = line.partition(":")
            table[layer.strip()] = edges.split()
    return table


def reachable(table):
    """layer -> every layer and package it reaches, itself among them."""
    closure = {}
    for layer in table:
        seen, waiting = {layer}, [layer]
        while waiting:
            for edge in table.get(waiting.pop(), ()):
                if edge not in seen:
                    seen.add(edge)
                    waiting.append(edge)
        closure[layer] = seen
    return closure


def layer_of(path, table):
    fitting = [layer for layer in table if path.startswith(layer + "/")]
    return max(fitting, key=len, default=None)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def call_arguments(code, opening):
    """The arguments of the call whose bracket opens at `opening`, split at the outermost commas."""
    depth, start, parts = 0, opening + 1, []
    for position in range(opening, len(code)):
        char = code[position]
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
            if depth == 0:
                return parts + [code[start:position].strip()]
        elif char == "," and depth == 1:
            parts.append(code[start:position].strip())
            start = position + 1
    return parts


def qt_errors(path, code):
    errors = []
    for match in re.finditer(r"(?<![\w.>])(?:QObject::)?connect\s*\(|(?:\.|->)connect\s*\(", code):
        arguments = call_arguments(code, match.end() - 1)
        if len(arguments) == 3 and arguments[2].startswith("["):
            errors.append(f"{path}:{line_of(code, match.start())}: connect to a lambda without a context object")
    for match in re.finditer(r"\b(SIGNAL|SLOT)\s*\(|\b(foreach|Q_FOREACH)\s*\(|^[ \t]*(?:public |private |protected )?"
                             r"(slots|signals)[ \t]*:|\b(emit)[ \t]+\w", code, re.MULTILINE):
        word = next(group for group in match.groups() if group)
        errors.append(f"{path}:{line_of(code, match.start())}: {word} is not for new Qt code")
    return errors


def cycles(graph):
    """Each circle of includes that a walk in depth meets, as a list of paths."""
    found, state = [], {}
    for start in sorted(graph):
        if start in state:
            continue
        trail, iterators = [start], [iter(sorted(graph[start]))]
        state[start] = "open"
        while trail:
            following = next(iterators[-1], None)
            if following is None:
                state[trail.pop()] = "done"
                iterators.pop()
            elif state.get(following) == "open":
                found.append(trail[trail.index(following):] + [following])
            elif following not in state:
                state[following] = "open"
                trail.append(following)
                iterators.append(iter(sorted(graph.get(following, ()))))
    return found


def check(root):
    root = Path(root)
    table = read_table((root / TABLE).read_text(encoding="utf-8"))
    closure = reachable(table)
    errors = [f"{TABLE}: {layer} names {edge}, which is no row"
              for layer, edges in table.items() for edge in edges
              if re.match(r"(core|sync|app)/|ui$", edge) and edge not in table]
    for circle in cycles({layer: [e for e in edges if e in table] for layer, edges in table.items()}):
        errors.append(f"{TABLE}: a circle of layers: " + " -> ".join(circle))

    graph, strict = {}, {}
    for file in tree.files(root):
        path = file.as_posix()
        if file.name == "CMakeLists.txt" or file.suffix == ".cmake":
            text = re.sub(r"#[^\n]*", "", (root / file).read_text(encoding="utf-8"))
            if re.search(r"find_package\s*\(\s*Qt", text, re.IGNORECASE) and not path.startswith(QT_FOLDERS):
                errors.append(f"{path}: find_package(Qt6) belongs under {', '.join(QT_FOLDERS)} only")
            elif "find_package(Qt6" in text and not path.startswith("tests/") and "${CAIRN_QT_STRICT}" not in text:
                errors.append(f"{path}: a target that uses Qt has the definitions of CAIRN_QT_STRICT")
            if path == OPTIONS:
                strict = {macro: macro in text for macro in STRICT_MACROS}
            continue
        if file.suffix not in tree.CPP or file.parts[0] not in LAYERED + ("tests",):
            continue

        text = (root / file).read_text(encoding="utf-8")
        named = tree.code_only(text, strings=True)
        code = tree.code_only(text)
        in_tests = path.startswith("tests/")
        layer = None if in_tests else layer_of(path, table)
        if layer is None and not in_tests:
            errors.append(f"{path}: no row of {TABLE} covers this folder")
            continue
        allowed = closure.get(layer, set())
        graph[path] = []
        for match in INCLUDE.finditer(named):
            where = f"{path}:{line_of(named, match.start())}"
            own, foreign = match.groups()
            if own is not None:
                if GENERATED.search(own):
                    continue
                if not (root / own).is_file() or ".." in own.split("/"):
                    errors.append(f'{where}: "{own}" is no file seen from the root')
                    continue
                graph[path].append(own)
                if in_tests:
                    continue
                target = layer_of(own, table)
                if target not in allowed:
                    errors.append(f"{where}: {layer} may not include {own}: {TABLE} does not let it reach "
                                  f"{target or own.split('/')[0]}")
            elif in_tests:
                continue
            elif QT_HEADER.match(foreign):
                if not path.startswith(QT_FOLDERS):
                    errors.append(f"{where}: <{foreign}>: Qt is for {', '.join(QT_FOLDERS)} only")
            else:
                if re.match(r"(core|ui|app|sync|tests)/", foreign):
                    errors.append(f'{where}: <{foreign}>: files of the project are included with ""')
                for package, pattern in PACKAGES.items():
                    if pattern.match(foreign) and not any(edge.split("::")[0] == package for edge in allowed):
                        errors.append(f"{where}: {layer} may not include <{foreign}>: {TABLE} gives it no {package}")

        patterns = []
        if path.startswith(PURE):
            patterns.append((CLOCK, code, "asks the outside in a pure layer: hand it in"))
        if path.startswith("core/"):
            patterns.append((LOCALE, code, "depends on the locale"))
            patterns.append((PRINTED_REAL, named, "prints a real number as the locale has it: use std::to_chars"))
        for pattern, source, reason in patterns:
            for match in pattern.finditer(source):
                word = " ".join(match.group(0).split())
                if (path, word) in ALLOWED:
                    continue
                errors.append(f"{path}:{line_of(source, match.start())}: {word[:40]} {reason}")
        if path.startswith(QT_FOLDERS[:3]):
            errors += qt_errors(path, code)

    errors += [f"{OPTIONS}: {macro} is not set" for macro, there in strict.items() if not there]
    errors += ["a circle of includes: " + " -> ".join(circle) for circle in cycles(graph)]
    return errors


if __name__ == "__main__":
    tree.report("layers", check(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2]))
