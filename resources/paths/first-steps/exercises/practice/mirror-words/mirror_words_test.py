import unittest

from mirror_words import is_mirrored


class MirrorWordsTest(unittest.TestCase):
    def test_mirrored_word(self):
        self.assertIs(is_mirrored("level"), True)

    def test_ordinary_word(self):
        self.assertIs(is_mirrored("stone"), False)

    def test_capitals_do_not_matter(self):
        self.assertIs(is_mirrored("Noon"), True)

    def test_spaces_and_punctuation_do_not_matter(self):
        self.assertIs(is_mirrored("Step on no pets!"), True)

    def test_digits_count(self):
        self.assertIs(is_mirrored("1 to 1"), False)
        self.assertIs(is_mirrored("12 - 21"), True)

    def test_nothing_that_counts(self):
        self.assertIs(is_mirrored(" ,.!"), True)

    def test_nearly(self):
        self.assertIs(is_mirrored("levels"), False)


if __name__ == "__main__":
    unittest.main()
