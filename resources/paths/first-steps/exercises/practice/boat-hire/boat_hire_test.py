import unittest

from boat_hire import hire


class BoatHireTest(unittest.TestCase):
    def test_first_hour(self):
        self.assertEqual(hire(15, False, False), 600)
        self.assertEqual(hire(60, False, False), 600)

    def test_half_hour_begun(self):
        self.assertEqual(hire(61, False, False), 850)
        self.assertEqual(hire(90, False, False), 850)

    def test_next_half_hour_begun(self):
        self.assertEqual(hire(91, False, False), 1100)

    def test_weekend(self):
        self.assertEqual(hire(61, False, True), 1050)

    def test_member(self):
        self.assertEqual(hire(60, True, False), 300)

    def test_member_at_the_weekend(self):
        self.assertEqual(hire(120, True, True), 650)

    def test_whole_day(self):
        self.assertEqual(hire(480, False, False), 4100)

    def test_too_short(self):
        self.assertIsNone(hire(14, False, False))

    def test_too_long(self):
        self.assertIsNone(hire(481, True, True))


if __name__ == "__main__":
    unittest.main()
