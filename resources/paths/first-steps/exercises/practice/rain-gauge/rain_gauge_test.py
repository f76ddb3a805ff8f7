import unittest

from rain_gauge import average, dry_spells, wettest_day


class RainGaugeTest(unittest.TestCase):
    def test_average(self):
        self.assertAlmostEqual(average([3, 0, 5]), 2.7)

    def test_average_of_one_day(self):
        self.assertAlmostEqual(average([4]), 4.0)

    def test_wettest_day(self):
        self.assertEqual(wettest_day([3, 0, 5]), 3)

    def test_first_of_equal_days(self):
        self.assertEqual(wettest_day([3, 5, 0, 5]), 2)

    def test_dry_spells(self):
        self.assertEqual(dry_spells([0, 0, 4, 0, 1]), [2, 1])

    def test_dry_spell_at_the_end(self):
        self.assertEqual(dry_spells([1, 0, 0, 0]), [3])

    def test_no_dry_spell(self):
        self.assertEqual(dry_spells([1, 2, 3]), [])

    def test_nothing_but_dry(self):
        self.assertEqual(dry_spells([0, 0]), [2])

    def test_list_is_left_alone(self):
        rain = [0, 1, 0]
        dry_spells(rain)
        self.assertEqual(rain, [0, 1, 0])


if __name__ == "__main__":
    unittest.main()
