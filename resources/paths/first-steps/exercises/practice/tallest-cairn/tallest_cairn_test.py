import unittest

from tallest_cairn import tallest


class TallestCairnTest(unittest.TestCase):
    def test_no_stones(self):
        self.assertEqual(tallest([]), [])

    def test_one_stone(self):
        self.assertEqual(tallest([4]), [4])

    def test_all_fit(self):
        self.assertEqual(tallest([9, 7, 4, 1]), [9, 7, 4, 1])

    def test_none_fits_on_another(self):
        self.assertEqual(tallest([1, 2, 3]), [3])

    def test_equal_widths_do_not_hold(self):
        self.assertEqual(tallest([5, 5, 5]), [5])

    def test_leave_a_stone(self):
        self.assertEqual(tallest([8, 2, 6, 4]), [8, 6, 4])

    def test_leave_the_broadest(self):
        self.assertEqual(tallest([5, 4, 3, 9]), [5, 4, 3])

    def test_broader_stones_below(self):
        self.assertEqual(tallest([5, 9, 4, 6, 3]), [9, 6, 3])

    def test_taller_beats_broader(self):
        self.assertEqual(tallest([9, 1, 8, 3, 7, 6, 2]), [9, 8, 7, 6, 2])

    def test_long_path(self):
        widths = [(i * 7919) % 2003 for i in range(1500)]
        cairn = tallest(widths)
        self.assertTrue(all(a > b for a, b in zip(cairn, cairn[1:])))
        self.assertGreater(len(cairn), 20)


if __name__ == "__main__":
    unittest.main()
