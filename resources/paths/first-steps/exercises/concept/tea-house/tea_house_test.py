import unittest

from tea_house import bill, note, order, price_range, serving_order


class TeaHouseTest(unittest.TestCase):
    def test_plain_order(self):
        self.assertEqual(order("mint"), "1 x mint")

    def test_order_by_position(self):
        self.assertEqual(order("mint", 3), "3 x mint")

    def test_order_by_keyword(self):
        self.assertEqual(order("mint", cups=2, sweet=True), "2 x sweet mint")

    def test_sweet_with_default_cups(self):
        self.assertEqual(order("black", sweet=True), "1 x sweet black")

    def test_bill(self):
        self.assertEqual(bill(250, 300), 550)

    def test_bill_with_discount(self):
        self.assertEqual(bill(250, 300, discount=50), 500)

    def test_empty_bill(self):
        self.assertEqual(bill(), 0)

    def test_price_range(self):
        low, high = price_range([300, 250, 420])
        self.assertEqual((low, high), (250, 420))

    def test_serving_order(self):
        teas = [("black", 4), ("green", 2), ("herbal", 8)]
        self.assertEqual(serving_order(teas), ["green", "black", "herbal"])

    def test_equal_minutes_keep_their_order(self):
        self.assertEqual(serving_order([("b", 3), ("a", 3)]), ["b", "a"])

    def test_note_on_a_given_slate(self):
        slate = ["hot water"]
        self.assertIs(note("no milk", slate), slate)
        self.assertEqual(slate, ["hot water", "no milk"])

    def test_each_new_slate_is_empty(self):
        note("first")
        self.assertEqual(note("second"), ["second"])


if __name__ == "__main__":
    unittest.main()
