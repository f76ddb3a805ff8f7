#!/usr/bin/env python3
"""Shows that each rule of the lints can fail, and that what is allowed passes."""

import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import layers  # noqa: E402
import text  # noqa: E402
import tree  # noqa: E402

TABLE = """# a comment: with a colon
core/base:
core/events:   core/base Boost::json
core/store:    core/events soci
core/api:      core/base
ui:            core/api Qt6::Widgets
app/desktop:   core/api ui
app/cli:       core/store
"""
STRICT = "set(CAIRN_QT_STRICT " + " ".join(layers.STRICT_MACROS) + ")\n"
WITH_QT = "find_package(Qt6 6.4)\ntarget_compile_definitions(ui PRIVATE ${CAIRN_QT_STRICT})\n"
TREE = {
    "packaging/cmake/edges.txt": TABLE,
    "packaging/cmake/options.cmake": STRICT,
    "ui/CMakeLists.txt": WITH_QT,
    "core/base/text.h": "#pragma once\n",
    "core/events/event.h": '#pragma once\n#include "core/base/text.h"\n#include <boost/json.hpp>\n',
    "core/store/store.h": '#pragma once\n#include "core/events/event.h"\n',
    "core/store/store.cpp": '#include "core/base/text.h"\n#include "core/store/store.h"\n#include <soci/soci.h>\n',
    "core/api/tasks.h": '#pragma once\n#include "core/base/text.h"\n',
    "ui/window.h": '#pragma once\n#include "core/api/tasks.h"\n#include <QWidget>\n',
    "app/desktop/main.cpp": '#include "ui/window.h"\n#include <QApplication>\n',
    "app/cli/main.cpp": '#include "core/store/store.h"\n',
    "tests/core/store_test.cpp": '#include "core/store/store.h"\n#include "ui/window.h"\n#include <QTest>\n',
}


class Fixture(unittest.TestCase):
    def errors(self, lint, changes):
        with tempfile.TemporaryDirectory() as folder:
            for name, content in {**TREE, **changes}.items():
                file = Path(folder) / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content if isinstance(content, bytes) else content.encode())
            found = lint(folder)
        return found[0] if isinstance(found, tuple) else found

    def passes(self, lint, changes):
        self.assertEqual(self.errors(lint, changes), [])

    def fails(self, lint, changes, *parts):
        """Exactly one error, and it says each of parts."""
        errors = self.errors(lint, changes)
        self.assertEqual(len(errors), 1, errors)
        for part in parts:
            self.assertIn(part, errors[0])


class Layers(Fixture):
    def fails(self, *arguments):
        super().fails(layers.check, *arguments)

    def passes(self, changes):
        super().passes(layers.check, changes)

    def test_the_fixture_itself_passes(self):
        self.passes({})

    def test_a_layer_reaches_through_others_but_not_back(self):
        self.passes({"core/store/log.cpp": '#include "core/base/text.h"\n'})
        self.fails({"core/base/id.cpp": '#include "core/events/event.h"\n'}, "core/base/id.cpp:1", "core/events")

    def test_ui_sees_the_api_only(self):
        self.fails({"ui/page.cpp": '\n#include "core/store/store.h"\n'}, "ui/page.cpp:2", "core/store")

    def test_nothing_includes_tests(self):
        self.fails({"tests/core/fake.h": "", "core/api/x.cpp": '#include "tests/core/fake.h"\n'}, "tests")

    def test_includes_are_from_the_root(self):
        self.fails({"core/store/x.cpp": '#include "store.h"\n'}, "no file seen from the root")
        self.fails({"core/store/x.cpp": '#include "core/store/../store/store.h"\n'}, "no file seen from the root")
        self.fails({"core/store/x.cpp": "#include <core/store/store.h>\n"}, 'included with ""')

    def test_generated_includes_pass(self):
        self.passes({"ui/page.cpp": '#include "page.moc"\n'})

    def test_an_include_in_a_comment_is_none(self):
        self.passes({"core/base/x.cpp": '// #include "core/store/store.h"\n/*\n#include <QString>\n*/\n'})

    def test_qt_stays_outside_the_core(self):
        self.fails({"core/api/x.h": "#pragma once\n#include <QString>\n"}, "core/api/x.h:2", "QString")
        self.fails({"app/cli/x.cpp": "#include <QtCore/qglobal.h>\n"}, "app/cli/x.cpp:1")
        self.fails({"core/CMakeLists.txt": "find_package(Qt6 COMPONENTS Core)\n"}, "core/CMakeLists.txt")
        self.passes({"core/CMakeLists.txt": "# find_package(Qt6)\n", "app/desktop/CMakeLists.txt": WITH_QT})

    def test_packages_are_those_of_the_table(self):
        self.fails({"core/api/x.cpp": "#include <boost/json.hpp>\n"}, "gives it no Boost")
        self.fails({"core/events/x.cpp": "#include <soci/soci.h>\n"}, "gives it no soci")
        self.fails({"core/base/x.cpp": "#include <sodium.h>\n"}, "gives it no sodium")
        self.fails({"core/store/x.cpp": "#include <graphviz/gvc.h>\n"}, "gives it no graphviz")

    def test_circles_of_includes_are_found(self):
        self.fails({"core/base/a.h": '#include "core/base/b.h"\n', "core/base/b.h": '#include "core/base/c.h"\n',
                    "core/base/c.h": '#include "core/base/a.h"\n'},
                   "circle", "core/base/a.h -> core/base/b.h -> core/base/c.h -> core/base/a.h")

    def test_circles_in_the_table_are_found(self):
        errors = self.errors(layers.check, {"packaging/cmake/edges.txt": TABLE.replace(
            "core/base:", "core/base: core/events")})
        self.assertTrue(any("a circle of layers" in error for error in errors), errors)

    def test_the_table_names_its_own_rows(self):
        self.fails({"packaging/cmake/edges.txt": TABLE + "app/server: core/judge\n"}, "core/judge")

    def test_every_folder_has_a_row(self):
        self.fails({"core/judge/verdict.cpp": ""}, "no row")

    def test_pure_layers_do_not_ask_the_outside(self):
        for line in ("auto n = std::chrono::system_clock::now();", "std::random_device seed;", "auto t = time(nullptr);",
                     "auto t = std::time(0);", "clock_gettime(CLOCK_REALTIME, &t);", "int r = rand();",
                     "auto t = localtime(&now);"):
            with self.subTest(line):
                self.fails({"core/events/x.cpp": line + "\n"}, "core/events/x.cpp:1", "hand it in")
                self.passes({"core/store/x.cpp": line + "\n"})

    def test_the_core_does_not_ask_the_locale(self):
        for line in ("strftime(text, n, f, &tm);", "auto d = std::stod(s);", "std::locale l;", "if (isalpha(c)) {}",
                     "std::transform(a, b, c, ::tolower);", 'setlocale(LC_ALL, "");', "double d = strtod(s, nullptr);",
                     'snprintf(text, n, "%.2f", d);'):
            with self.subTest(line):
                self.fails({"core/store/x.cpp": line + "\n"}, "core/store/x.cpp:1", "locale")

    def test_like_names_are_none_of_them(self):
        self.passes({"core/base/x.cpp": "const hh_mm_ss time(instant);\nauto a = stamp.time();\nint operand(int);\n"
                                        '// time(nullptr) and rand()\nauto s = "localtime(tolower(c))";\n'
                                        'snprintf(text, n, "%02d", 1\'000);\n'})

    def test_qt_is_used_in_its_strict_form(self):
        self.fails({"ui/page.cpp": "connect(button, &QPushButton::clicked, [this] { save(); });\n"}, "without a context")
        self.passes({"ui/page.cpp": "connect(button, &QPushButton::clicked, this, [this] { save(); });\n"
                                    "connect(button, &QPushButton::clicked, this, &Page::save);\n"})
        self.fails({"ui/page.cpp": "QObject::connect(a, SIGNAL(clicked()), b, &B::c);\n"}, "SIGNAL")
        self.fails({"ui/page.h": "class A {\n  signals:\n    void a();\n};\n"}, "ui/page.h:2", "signals")
        self.fails(
            {"packaging/cmake/options.cmake": STRICT.replace("QT_NO_KEYWORDS", "")}, "QT_NO_KEYWORDS")
        self.fails({"ui/CMakeLists.txt": "find_package(Qt6 6.4)\n"}, "CAIRN_QT_STRICT")


class Text(Fixture):
    def fails(self, *arguments):
        super().fails(text.check, *arguments)

    def test_the_fixture_itself_passes(self):
        self.passes(text.check, {})

    def test_lines(self):
        self.fails({"README.md": "Cairn \n"}, "README.md:1", "trailing")
        self.fails({"README.md": "Cairn"}, "newline")
        self.fails({"README.md": "Cairn\n\n"}, "empty line")
        self.fails({"core/base/x.cpp": "\tint x;\n"}, "a tab")
        self.fails({"README.md": "<<<<<<< ours\n"}, "conflict")
        self.fails({"README.md": b"\xff\n"}, "UTF-8")
        errors = self.errors(text.check, {"README.md": "Cairn\r\n"})
        self.assertTrue(any("carriage" in error for error in errors), errors)

    def test_names(self):
        self.fails({"core/base/TextTools.cpp": "\n".join(["int x;", ""])}, "lower_snake")
        self.fails({"core/Base/text.cpp": "int x;\n"}, "lower_snake")
        for name in ("core/base/utils.cpp", "core/base/string_util.cpp", "ui/task_manager.cpp", "core/helpers/a.cpp",
                     "packaging/misc/a.txt"):
            with self.subTest(name):
                self.fails({name: "x\n"}, "says what a thing is")

    def test_headers_guard_themselves(self):
        self.fails({"core/base/x.h": "int x();\n"}, "#pragma once")

    def test_long_files(self):
        self.fails({"core/base/x.cpp": "int x;\n" * 801}, "801 lines")
        self.passes(text.check, {"core/base/x.cpp": "int x;\n" * 800})
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "core/base/x.cpp"
            file.parent.mkdir(parents=True)
            file.write_text("int x;\n" * 401)
            errors, notes = text.check(folder)
        self.assertEqual((errors, len(notes)), ([], 1))

    def test_the_top_level_is_known(self):
        self.fails({"notes.txt": "x\n"}, "top level")
        self.fails({"src/x.txt": "x\n"}, "top level")
        self.passes(text.check, {".ci/run": "x\n", "build/x.txt": "x ", "LICENSE": "x\n"})

    def test_test_data_keeps_its_bytes(self):
        self.passes(text.check, {"tests/data/odd.txt": "x \r\n\n"})


class Reading(unittest.TestCase):
    def test_literals_and_comments_go_and_lines_stay(self):
        self.assertEqual(tree.code_only('a("x//y", \'"\'); // b\n/* c\n */ d R"(e\n")" f'), 'a("", \'\');  \n \n d R\n" f')


if __name__ == "__main__":
    unittest.main()
