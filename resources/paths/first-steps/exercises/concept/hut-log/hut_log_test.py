import tempfile
import unittest
from pathlib import Path

from hut_log import copy_sorted, guests, new_book, sign_in, total_nights


class HutLogTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "book.txt"
        self.copy = Path(folder.name) / "copy.txt"

    def write(self, text):
        self.path.write_text(text, encoding="utf-8")

    def read(self, path):
        return path.read_text(encoding="utf-8")

    def test_new_book(self):
        new_book(self.path)
        self.assertEqual(self.read(self.path), "")

    def test_new_book_empties_the_old(self):
        self.write("Yuki,2\n")
        new_book(self.path)
        self.assertEqual(self.read(self.path), "")

    def test_sign_in(self):
        new_book(self.path)
        sign_in(self.path, "Yuki", 2)
        sign_in(self.path, "Omar", 1)
        self.assertEqual(self.read(self.path), "Yuki,2\nOmar,1\n")

    def test_guests(self):
        self.write("Yuki,2\n\nOmar,1\n")
        self.assertEqual(guests(self.path), ["Yuki", "Omar"])

    def test_guests_with_accents(self):
        self.write("Zoë,1\n")
        self.assertEqual(guests(self.path), ["Zoë"])

    def test_guests_without_a_book(self):
        self.assertEqual(guests(self.path), [])

    def test_total_nights(self):
        self.write("Yuki,2\nOmar,10\n")
        self.assertEqual(total_nights(self.path), 12)

    def test_total_of_an_empty_book(self):
        self.write("")
        self.assertEqual(total_nights(self.path), 0)

    def test_copy_sorted(self):
        self.write("Yuki,2\n\nOmar,1\n")
        copy_sorted(self.path, self.copy)
        self.assertEqual(self.read(self.copy), "Omar,1\nYuki,2\n")
        self.assertEqual(self.read(self.path), "Yuki,2\n\nOmar,1\n")


if __name__ == "__main__":
    unittest.main()
