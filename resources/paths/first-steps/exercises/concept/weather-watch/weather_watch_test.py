import unittest

from weather_watch import agree, has_changed, is_freezing, is_pleasant, is_safe


class WeatherWatchTest(unittest.TestCase):
    def test_freezing(self):
        for degrees, expected in [(-2, True), (0, True), (0.5, False), (20, False)]:
            with self.subTest(degrees=degrees):
                self.assertIs(is_freezing(degrees), expected)

    def test_pleasant(self):
        for degrees, expected in [(14.9, False), (15, True), (20, True), (25, True), (26, False)]:
            with self.subTest(degrees=degrees):
                self.assertIs(is_pleasant(degrees), expected)

    def test_unchanged(self):
        self.assertIs(has_changed(12, 12), False)

    def test_changed(self):
        self.assertIs(has_changed(12, 13), True)

    def test_agree(self):
        self.assertIs(agree(18.2, 18.5, 0.5), True)

    def test_agree_in_either_order(self):
        self.assertIs(agree(20, 10, 5), False)
        self.assertIs(agree(10, 20, 5), False)

    def test_agree_at_the_limit(self):
        self.assertIs(agree(10, 12, 2), True)

    def test_safe(self):
        cases = [(5, 20, True), (-12, 10, False), (-10, 10, False), (5, 60, False), (-9, 59, True)]
        for degrees, wind, expected in cases:
            with self.subTest(degrees=degrees, wind=wind):
                self.assertIs(is_safe(degrees, wind), expected)


if __name__ == "__main__":
    unittest.main()
