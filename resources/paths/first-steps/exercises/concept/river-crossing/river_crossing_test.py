import unittest

from river_crossing import can_cross, can_use_bridge, can_use_ferry, must_camp


class RiverCrossingTest(unittest.TestCase):
    def test_open_bridge_in_fair_weather(self):
        self.assertIs(can_use_bridge(True, False), True)

    def test_open_bridge_in_a_storm(self):
        self.assertIs(can_use_bridge(True, True), False)

    def test_closed_bridge(self):
        self.assertIs(can_use_bridge(False, False), False)

    def test_ferry_by_day(self):
        self.assertIs(can_use_ferry(True, False), True)

    def test_ferry_called_at_night(self):
        self.assertIs(can_use_ferry(False, True), True)

    def test_ferry_rests_at_night(self):
        self.assertIs(can_use_ferry(False, False), False)

    def test_cross_by_bridge_at_night(self):
        self.assertIs(can_cross(True, False, False, False), True)

    def test_cross_by_ferry_in_a_storm(self):
        self.assertIs(can_cross(True, True, True, False), True)

    def test_no_way_across(self):
        self.assertIs(can_cross(True, True, False, False), False)

    def test_camp_when_stuck_at_night(self):
        self.assertIs(must_camp(False, False, False, False), True)

    def test_no_camp_by_day(self):
        self.assertIs(must_camp(False, False, True, False), False)

    def test_no_camp_when_bridge_is_open(self):
        self.assertIs(must_camp(True, False, False, False), False)


if __name__ == "__main__":
    unittest.main()
