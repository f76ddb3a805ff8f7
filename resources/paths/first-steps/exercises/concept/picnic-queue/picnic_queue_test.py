import unittest

from picnic_queue import bread_left, join, leave, place, serve


class PicnicQueueTest(unittest.TestCase):
    def test_join(self):
        self.assertEqual(join(["Ben"], "Ida"), ["Ben", "Ida"])

    def test_join_changes_the_queue_itself(self):
        queue = []
        join(queue, "Ben")
        self.assertEqual(queue, ["Ben"])

    def test_serve(self):
        queue = ["Ben", "Ida"]
        self.assertEqual(serve(queue), "Ben")
        self.assertEqual(queue, ["Ida"])

    def test_place(self):
        self.assertEqual(place(["Ben", "Ida"], "Ida"), 2)

    def test_place_of_a_stranger(self):
        self.assertEqual(place(["Ben", "Ida"], "Max"), 0)

    def test_leave(self):
        self.assertEqual(leave(["Ben", "Ida", "Ben"], "Ben"), ["Ida", "Ben"])

    def test_leave_keeps_the_old_queue(self):
        queue = ["Ben", "Ida"]
        leave(queue, "Ben")
        self.assertEqual(queue, ["Ben", "Ida"])

    def test_stranger_leaves(self):
        queue = ["Ben"]
        result = leave(queue, "Max")
        self.assertEqual(result, ["Ben"])
        self.assertIsNot(result, queue)

    def test_bread_left(self):
        self.assertEqual(bread_left([2, 3, 1]), 14)

    def test_whole_loaf_left(self):
        self.assertEqual(bread_left([]), 20)


if __name__ == "__main__":
    unittest.main()
