import unittest

from tidy_labels import clean, file_name, plant_list, same_plant, word_count


class TidyLabelsTest(unittest.TestCase):
    def test_clean(self):
        self.assertEqual(clean("  common OAK "), "Common Oak")

    def test_clean_leaves_a_clean_label_alone(self):
        self.assertEqual(clean("Silver Birch"), "Silver Birch")

    def test_same_plant(self):
        self.assertIs(same_plant("Red Maple", " red maple"), True)

    def test_different_plants(self):
        self.assertIs(same_plant("Red Maple", "Red Oak"), False)

    def test_file_name(self):
        self.assertEqual(file_name(" Common Oak"), "common-oak.txt")

    def test_file_name_of_one_word(self):
        self.assertEqual(file_name("FERN"), "fern.txt")

    def test_word_count(self):
        self.assertEqual(word_count("  lily  of the valley "), 4)

    def test_word_count_of_nothing(self):
        self.assertEqual(word_count("   "), 0)

    def test_plant_list(self):
        self.assertEqual(plant_list("oak,elm,ash "), "oak / elm / ash")

    def test_plant_list_of_one(self):
        self.assertEqual(plant_list("oak"), "oak")


if __name__ == "__main__":
    unittest.main()
