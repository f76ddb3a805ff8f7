import unittest

from savings_jar import Jar


class SavingsJarTest(unittest.TestCase):
    def test_new_jar(self):
        jar = Jar("tent", 12000)
        self.assertEqual((jar.name, jar.goal, jar.balance), ("tent", 12000, 0))

    def test_deposit(self):
        jar = Jar("tent", 12000)
        jar.deposit(500)
        jar.deposit(250)
        self.assertEqual(jar.balance, 750)

    def test_jars_are_separate(self):
        first, second = Jar("tent", 12000), Jar("boots", 9000)
        first.deposit(100)
        self.assertEqual(second.balance, 0)

    def test_deposit_refuses_nonsense(self):
        jar = Jar("tent", 12000)
        for cents in (0, -5):
            with self.subTest(cents=cents), self.assertRaises(ValueError):
                jar.deposit(cents)
        self.assertEqual(jar.balance, 0)

    def test_withdraw(self):
        jar = Jar("tent", 12000)
        jar.deposit(500)
        self.assertEqual(jar.withdraw(200), 200)
        self.assertEqual(jar.balance, 300)

    def test_withdraw_everything(self):
        jar = Jar("tent", 12000)
        jar.deposit(500)
        jar.withdraw(500)
        self.assertEqual(jar.balance, 0)

    def test_withdraw_refuses_nonsense(self):
        jar = Jar("tent", 12000)
        jar.deposit(500)
        for cents in (0, -5, 501):
            with self.subTest(cents=cents), self.assertRaises(ValueError):
                jar.withdraw(cents)
        self.assertEqual(jar.balance, 500)

    def test_missing(self):
        jar = Jar("tent", 12000)
        jar.deposit(5000)
        self.assertEqual(jar.missing(), 7000)
        self.assertIs(jar.is_reached(), False)

    def test_more_than_enough(self):
        jar = Jar("tent", 12000)
        jar.deposit(12500)
        self.assertEqual(jar.missing(), 0)
        self.assertIs(jar.is_reached(), True)

    def test_label(self):
        jar = Jar("tent", 12000)
        jar.deposit(3100)
        self.assertEqual(str(jar), "tent: 25 %")

    def test_label_of_an_overfull_jar(self):
        jar = Jar("tent", 12000)
        jar.deposit(24000)
        self.assertEqual(str(jar), "tent: 100 %")


if __name__ == "__main__":
    unittest.main()
