import tempfile
import unittest
from pathlib import Path

from trail_report import read_walks, write_report

WALKS = [
    ("2024-03-09", "Lake", 7.0),
    ("2024-03-02", "Ridge", 12.5),
    ("2024-04-01", "Ridge", 11.5),
]


class TrailReportTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "walks.txt"

    def read(self, text):
        self.path.write_text(text, encoding="utf-8")
        return read_walks(self.path)

    def report(self, walks):
        write_report(walks, self.path)
        return self.path.read_text(encoding="utf-8")

    def test_read_walks(self):
        self.assertEqual(self.read("2024-03-09; Lake; 7.0\n"), [("2024-03-09", "Lake", 7.0)])

    def test_kilometres_are_floats(self):
        self.assertIsInstance(self.read("2024-03-09; Lake; 7\n")[0][2], float)

    def test_comments_and_empty_lines_are_skipped(self):
        text = "# spring\n\n2024-03-09;Lake;7\n   \n  # summer\n"
        self.assertEqual(self.read(text), [("2024-03-09", "Lake", 7.0)])

    def test_empty_file(self):
        self.assertEqual(self.read(""), [])

    def test_missing_part_names_the_line(self):
        with self.assertRaisesRegex(ValueError, "line 3"):
            self.read("# spring\n2024-03-09; Lake; 7\n2024-03-10; Lake\n")

    def test_bad_number_names_the_line(self):
        with self.assertRaisesRegex(ValueError, "line 1"):
            self.read("2024-03-09; Lake; seven\n")

    def test_report(self):
        self.assertEqual(self.report(WALKS), "Ridge: 2 walks, 24.0 km\nLake: 1 walk, 7.0 km\n")

    def test_equal_trails_by_the_alphabet(self):
        walks = [("2024-01-01", "Oak", 5.0), ("2024-01-02", "Elm", 5.0)]
        self.assertEqual(self.report(walks), "Elm: 1 walk, 5.0 km\nOak: 1 walk, 5.0 km\n")

    def test_report_replaces_the_old_file(self):
        self.report(WALKS)
        self.assertEqual(self.report([]), "")


if __name__ == "__main__":
    unittest.main()
