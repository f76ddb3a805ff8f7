import unittest

from ticket_booth import price, sign, ticket, total


class TicketBoothTest(unittest.TestCase):
    def test_price(self):
        cases = [(0, 0), (5, 0), (6, 4), (17, 4), (18, 9), (64, 9), (65, 6), (90, 6)]
        for age, expected in cases:
            with self.subTest(age=age):
                self.assertEqual(price(age), expected)

    def test_single_trip(self):
        self.assertEqual(total(30, False), 9)

    def test_both_ways(self):
        self.assertEqual(total(30, True), 17)

    def test_small_children_get_no_money_back(self):
        self.assertEqual(total(3, True), 0)

    def test_sign(self):
        cases = [
            (8, 5, "Closed"),
            (18, 5, "Closed"),
            (9, 0, "Full"),
            (10, 1, "Last seat"),
            (17, 2, "Welcome"),
        ]
        for hour, seats, expected in cases:
            with self.subTest(hour=hour, seats=seats):
                self.assertEqual(sign(hour, seats), expected)

    def test_ticket(self):
        self.assertEqual(ticket("Lena"), "Ticket for Lena")

    def test_ticket_without_name(self):
        self.assertEqual(ticket(""), "Ticket for guest")


if __name__ == "__main__":
    unittest.main()
