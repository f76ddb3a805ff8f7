import unittest

from mushroom_guide import all_kinds, found_by_both, is_safe, kinds, only_mine


class MushroomGuideTest(unittest.TestCase):
    def test_kinds(self):
        self.assertEqual(kinds(["cep", "russula", "cep"]), {"cep", "russula"})

    def test_no_kinds(self):
        self.assertEqual(kinds([]), set())

    def test_found_by_both(self):
        self.assertEqual(found_by_both(["cep", "russula"], ["russula", "puffball"]), {"russula"})

    def test_nothing_in_common(self):
        self.assertEqual(found_by_both(["cep"], ["puffball"]), set())

    def test_only_mine(self):
        finds = ["russula", "cep", "puffball"]
        self.assertEqual(only_mine(finds, ["russula"]), ["cep", "puffball"])

    def test_only_mine_without_duplicates(self):
        self.assertEqual(only_mine(["cep", "cep"], []), ["cep"])

    def test_safe_basket(self):
        self.assertIs(is_safe(["cep", "cep"], {"cep", "chanterelle"}), True)

    def test_unsafe_basket(self):
        self.assertIs(is_safe(["cep", "fly agaric"], {"cep", "chanterelle"}), False)

    def test_empty_basket_is_safe(self):
        self.assertIs(is_safe([], {"cep"}), True)

    def test_all_kinds(self):
        self.assertEqual(all_kinds([["cep"], ["cep", "russula"], []]), {"cep", "russula"})

    def test_all_kinds_leaves_the_baskets_alone(self):
        baskets = [["cep"], ["russula"]]
        all_kinds(baskets)
        self.assertEqual(baskets, [["cep"], ["russula"]])


if __name__ == "__main__":
    unittest.main()
