import unittest

from bike_shed import Shed


class BikeShedTest(unittest.TestCase):
    def setUp(self):
        self.shed = Shed(["red", "blue", "green"])

    def test_new_shed_is_full(self):
        self.assertEqual(len(self.shed), 3)

    def test_borrow_in_alphabetical_order(self):
        self.assertEqual(self.shed.borrow("Tess"), "blue")
        self.assertEqual(self.shed.borrow("Ravi"), "green")
        self.assertEqual(len(self.shed), 1)

    def test_one_bicycle_each(self):
        self.shed.borrow("Tess")
        with self.assertRaises(ValueError):
            self.shed.borrow("Tess")
        self.assertEqual(len(self.shed), 2)

    def test_empty_shed(self):
        with self.assertRaises(ValueError):
            Shed([]).borrow("Tess")

    def test_give_back(self):
        self.shed.borrow("Tess")
        self.assertEqual(self.shed.give_back("Tess"), "blue")
        self.assertEqual(len(self.shed), 3)
        self.assertIsNone(self.shed.holder("blue"))

    def test_borrow_again(self):
        self.shed.borrow("Tess")
        self.shed.give_back("Tess")
        self.assertEqual(self.shed.borrow("Tess"), "blue")

    def test_nothing_to_give_back(self):
        with self.assertRaises(ValueError):
            self.shed.give_back("Tess")

    def test_holder(self):
        self.shed.borrow("Tess")
        self.assertEqual(self.shed.holder("blue"), "Tess")
        self.assertIsNone(self.shed.holder("red"))

    def test_unknown_bicycle(self):
        with self.assertRaises(KeyError):
            self.shed.holder("tandem")

    def test_list_that_was_handed_in_is_left_alone(self):
        bikes = ["red", "blue"]
        Shed(bikes).borrow("Tess")
        self.assertEqual(bikes, ["red", "blue"])


if __name__ == "__main__":
    unittest.main()
