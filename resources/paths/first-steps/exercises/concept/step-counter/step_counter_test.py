import unittest

from step_counter import days_reached, days_until, first_day, longest_streak


class StepCounterTest(unittest.TestCase):
    def test_days_reached(self):
        self.assertEqual(days_reached([8000, 12000, 10000], 10000), 2)

    def test_days_reached_without_days(self):
        self.assertEqual(days_reached([], 10000), 0)

    def test_first_day(self):
        self.assertEqual(first_day([8000, 12000, 10000], 10000), 2)

    def test_no_first_day(self):
        self.assertIsNone(first_day([8000, 9000], 10000))

    def test_longest_streak(self):
        self.assertEqual(longest_streak([9, 12, 15, 3, 11], 10), 2)

    def test_longest_streak_at_the_end(self):
        self.assertEqual(longest_streak([12, 1, 12, 12, 12], 10), 3)

    def test_no_streak(self):
        self.assertEqual(longest_streak([1, 2, 3], 10), 0)

    def test_days_until(self):
        self.assertEqual(days_until(3000, 1000), 3)

    def test_days_until_on_the_spot(self):
        self.assertEqual(days_until(2500, 1000), 2)

    def test_already_there(self):
        self.assertEqual(days_until(0, 1000), 0)


if __name__ == "__main__":
    unittest.main()
