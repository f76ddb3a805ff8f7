import unittest

from campfire_budget import in_euros, leftover, share, with_tip


class CampfireBudgetTest(unittest.TestCase):
    def test_share_with_remainder(self):
        self.assertEqual(share(1000, 3), 333)

    def test_share_is_a_whole_number(self):
        self.assertIsInstance(share(1000, 4), int)

    def test_leftover(self):
        self.assertEqual(leftover(1000, 3), 1)

    def test_nothing_left_over(self):
        self.assertEqual(leftover(900, 3), 0)

    def test_shares_and_leftover_make_the_total(self):
        self.assertEqual(share(4711, 7) * 7 + leftover(4711, 7), 4711)

    def test_in_euros(self):
        self.assertAlmostEqual(in_euros(1250), 12.5)

    def test_few_cents_in_euros(self):
        self.assertAlmostEqual(in_euros(5), 0.05)

    def test_tip_is_rounded(self):
        self.assertEqual(with_tip(1999, 10), 2199)

    def test_no_tip(self):
        self.assertEqual(with_tip(1234, 0), 1234)

    def test_total_with_tip_is_a_whole_number(self):
        self.assertIsInstance(with_tip(1999, 10), int)


if __name__ == "__main__":
    unittest.main()
