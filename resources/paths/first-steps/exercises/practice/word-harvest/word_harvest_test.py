import unittest

from word_harvest import harvest


class WordHarvestTest(unittest.TestCase):
    def test_most_frequent_first(self):
        text = "Stone on stone, step by step; a stone a day."
        self.assertEqual(harvest(text, 2), [("stone", 3), ("step", 2)])

    def test_equals_by_the_alphabet(self):
        self.assertEqual(harvest("pear fig apple", 3, shortest=1),
                         [("apple", 1), ("fig", 1), ("pear", 1)])

    def test_case_does_not_matter(self):
        self.assertEqual(harvest("Moss moss MOSS", 1), [("moss", 3)])

    def test_anything_else_separates(self):
        self.assertEqual(harvest("fern-moss/fern\nmoss2fern", 5), [("fern", 3), ("moss", 2)])

    def test_short_words_are_left_out(self):
        self.assertEqual(harvest("the the the tree", 5), [("tree", 1)])

    def test_shortest_can_be_chosen(self):
        self.assertEqual(harvest("the the tree", 5, shortest=3), [("the", 2), ("tree", 1)])

    def test_at_most_count(self):
        self.assertEqual(len(harvest("fern moss oaks pine", 3)), 3)

    def test_nothing_to_harvest(self):
        self.assertEqual(harvest("1, 2, 3", 3), [])


if __name__ == "__main__":
    unittest.main()
