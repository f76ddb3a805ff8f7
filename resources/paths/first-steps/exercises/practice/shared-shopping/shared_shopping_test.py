import unittest

from shared_shopping import balances, paid


class SharedShoppingTest(unittest.TestCase):
    def test_paid(self):
        purchases = [("Kim", 500), ("Lou", 300), ("Kim", 100)]
        self.assertEqual(paid(purchases), {"Kim": 600, "Lou": 300})

    def test_nobody_paid(self):
        self.assertEqual(paid([]), {})

    def test_balances(self):
        purchases = [("Kim", 600), ("Lou", 300)]
        expected = {"Kim": 300, "Lou": 0, "Sam": -300}
        self.assertEqual(balances(purchases, ["Kim", "Lou", "Sam"]), expected)

    def test_balances_of_several_purchases(self):
        purchases = [("Kim", 100), ("Lou", 700), ("Kim", 200)]
        self.assertEqual(balances(purchases, ["Kim", "Lou"]), {"Kim": -200, "Lou": 200})

    def test_nothing_bought(self):
        self.assertEqual(balances([], ["Kim", "Lou"]), {"Kim": 0, "Lou": 0})

    def test_balances_add_up_to_nothing(self):
        purchases = [("A", 1250), ("B", 50), ("C", 200), ("A", 500)]
        self.assertEqual(sum(balances(purchases, ["A", "B", "C", "D"]).values()), 0)

    def test_unknown_payer(self):
        with self.assertRaises(ValueError):
            balances([("Max", 100)], ["Kim"])


if __name__ == "__main__":
    unittest.main()
