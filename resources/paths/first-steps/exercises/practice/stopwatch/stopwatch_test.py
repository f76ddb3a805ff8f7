import unittest

from stopwatch import show


class StopwatchTest(unittest.TestCase):
    def test_zero(self):
        self.assertEqual(show(0), "0:00:00")

    def test_seconds(self):
        self.assertEqual(show(59), "0:00:59")

    def test_one_minute(self):
        self.assertEqual(show(60), "0:01:00")

    def test_one_hour(self):
        self.assertEqual(show(3600), "1:00:00")

    def test_just_before_the_hour(self):
        self.assertEqual(show(3599), "0:59:59")

    def test_everything(self):
        self.assertEqual(show(3725), "1:02:05")

    def test_more_than_a_day(self):
        self.assertEqual(show(100000), "27:46:40")


if __name__ == "__main__":
    unittest.main()
