import unittest

import trail_mix


class TrailMixTest(unittest.TestCase):
    def test_handful_has_a_name(self):
        self.assertEqual(getattr(trail_mix, "HANDFUL_GRAMS", None), 40)

    def test_one_stop(self):
        self.assertEqual(trail_mix.grams_per_stop(3), 120)

    def test_one_stop_alone(self):
        self.assertEqual(trail_mix.grams_per_stop(1), 40)

    def test_whole_walk(self):
        self.assertEqual(trail_mix.grams_for_walk(3, 4), 480)

    def test_walk_without_stops(self):
        self.assertEqual(trail_mix.grams_for_walk(5, 0), 0)

    def test_something_left(self):
        self.assertEqual(trail_mix.grams_left(500, 3, 4), 20)

    def test_too_little_packed(self):
        self.assertEqual(trail_mix.grams_left(100, 2, 2), -60)


if __name__ == "__main__":
    unittest.main()
