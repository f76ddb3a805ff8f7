import unittest

from secret_shift import hide, reveal


class SecretShiftTest(unittest.TestCase):
    def test_small_letters(self):
        self.assertEqual(hide("abc", 1), "bcd")

    def test_round_the_end(self):
        self.assertEqual(hide("xyz", 3), "abc")

    def test_capitals_stay_capital(self):
        self.assertEqual(hide("AbZ", 1), "BcA")

    def test_other_characters_stay(self):
        self.assertEqual(hide("5 o'clock!", 1), "5 p'dmpdl!")

    def test_letters_outside_the_alphabet_stay(self):
        self.assertEqual(hide("née", 1), "oéf")

    def test_no_shift(self):
        self.assertEqual(hide("Summit", 0), "Summit")

    def test_large_shift(self):
        self.assertEqual(hide("abc", 27), "bcd")

    def test_negative_shift(self):
        self.assertEqual(hide("abc", -1), "zab")

    def test_reveal(self):
        self.assertEqual(reveal("Phhw", 3), "Meet")

    def test_there_and_back(self):
        text = "Meet at 5, by the Zelkova!"
        for shift in (0, 5, 26, 99, -7):
            with self.subTest(shift=shift):
                self.assertEqual(reveal(hide(text, shift), shift), text)


if __name__ == "__main__":
    unittest.main()
