import unittest

from seed_shop import deliver, packets, running_low, sell, stock_value


class SeedShopTest(unittest.TestCase):
    def test_packets(self):
        self.assertEqual(packets({"kale": 4}, "kale"), 4)

    def test_packets_of_an_unknown_seed(self):
        stock = {"kale": 4}
        self.assertEqual(packets(stock, "leek"), 0)
        self.assertEqual(stock, {"kale": 4})

    def test_deliver_more(self):
        stock = {"kale": 4}
        self.assertIsNone(deliver(stock, "kale", 3))
        self.assertEqual(stock, {"kale": 7})

    def test_deliver_something_new(self):
        stock = {}
        deliver(stock, "leek", 2)
        self.assertEqual(stock, {"leek": 2})

    def test_sell_some(self):
        stock = {"kale": 4}
        self.assertIs(sell(stock, "kale", 1), True)
        self.assertEqual(stock, {"kale": 3})

    def test_sell_the_last(self):
        stock = {"kale": 4}
        self.assertIs(sell(stock, "kale", 4), True)
        self.assertEqual(stock, {})

    def test_sell_too_much(self):
        stock = {"kale": 4}
        self.assertIs(sell(stock, "kale", 5), False)
        self.assertEqual(stock, {"kale": 4})

    def test_sell_what_is_not_there(self):
        stock = {}
        self.assertIs(sell(stock, "leek", 1), False)
        self.assertEqual(stock, {})

    def test_running_low(self):
        stock = {"leek": 1, "kale": 4, "chard": 2, "pea": 3}
        self.assertEqual(running_low(stock, 3), ["chard", "leek"])

    def test_stock_value(self):
        self.assertEqual(stock_value({"kale": 4, "leek": 1}, {"kale": 250, "leek": 300}), 1300)

    def test_empty_stock_is_worth_nothing(self):
        self.assertEqual(stock_value({}, {"kale": 250}), 0)


if __name__ == "__main__":
    unittest.main()
