import unittest

from common_ground import best_match, grown_by_all, rare

GARDENS = {
    "Eva": ["pea", "kale", "mint"],
    "Jon": ["kale", "pea", "leek", "leek"],
    "Mo": ["kale", "fig"],
}


class CommonGroundTest(unittest.TestCase):
    def test_grown_by_all(self):
        self.assertEqual(grown_by_all(GARDENS), ["kale"])

    def test_grown_by_all_is_sorted(self):
        gardens = {"A": ["pea", "fig"], "B": ["fig", "pea"]}
        self.assertEqual(grown_by_all(gardens), ["fig", "pea"])

    def test_nothing_grown_by_all(self):
        self.assertEqual(grown_by_all({"A": ["pea"], "B": [], "C": ["pea"]}), [])

    def test_no_gardens(self):
        self.assertEqual(grown_by_all({}), [])
        self.assertEqual(rare({}), [])

    def test_rare(self):
        self.assertEqual(rare(GARDENS), ["fig", "leek", "mint"])

    def test_best_match(self):
        self.assertEqual(best_match(GARDENS, "Eva"), "Jon")

    def test_first_of_equal_matches(self):
        gardens = {"Zoe": ["pea"], "Ann": ["pea"], "Ben": ["pea"]}
        self.assertEqual(best_match(gardens, "Ben"), "Ann")

    def test_no_match(self):
        self.assertIsNone(best_match({"A": ["pea"], "B": ["fig"]}, "A"))

    def test_repetition_does_not_count(self):
        gardens = {"A": ["pea", "fig"], "B": ["pea", "pea", "pea"], "C": ["fig", "pea"]}
        self.assertEqual(best_match(gardens, "A"), "C")


if __name__ == "__main__":
    unittest.main()
