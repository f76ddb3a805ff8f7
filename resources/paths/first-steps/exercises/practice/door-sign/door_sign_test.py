import unittest

from door_sign import door_sign


class DoorSignTest(unittest.TestCase):
    def test_short_name(self):
        self.assertEqual(door_sign("Ada"), "+-----+\n| Ada |\n+-----+")

    def test_longer_name(self):
        self.assertEqual(door_sign("Katherine"), "+-----------+\n| Katherine |\n+-----------+")

    def test_name_with_a_space(self):
        self.assertEqual(door_sign("A B"), "+-----+\n| A B |\n+-----+")

    def test_one_letter(self):
        self.assertEqual(door_sign("X"), "+---+\n| X |\n+---+")

    def test_no_name_yet(self):
        self.assertEqual(door_sign(""), "+--+\n|  |\n+--+")


if __name__ == "__main__":
    unittest.main()
