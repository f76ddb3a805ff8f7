import unittest

from digit_cascade import cascade


class DigitCascadeTest(unittest.TestCase):
    def test_single_digit(self):
        self.assertEqual(cascade(7), [7])

    def test_zero(self):
        self.assertEqual(cascade(0), [0])

    def test_one_step(self):
        self.assertEqual(cascade(12), [12, 3])

    def test_several_steps(self):
        self.assertEqual(cascade(9875), [9875, 29, 11, 2])

    def test_ten(self):
        self.assertEqual(cascade(10), [10, 1])

    def test_large_number(self):
        self.assertEqual(cascade(999999999999), [999999999999, 108, 9])


if __name__ == "__main__":
    unittest.main()
