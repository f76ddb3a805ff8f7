def kinds(finds):
    """Return the set of different kinds."""
    pass


def found_by_both(first, second):
    """Return the kinds that are in both lists."""
    pass


def only_mine(mine, theirs):
    """Return the sorted kinds that are in mine but not in theirs."""
    pass


def is_safe(basket, edible):
    """Return whether everything in the basket is edible."""
    pass


def all_kinds(baskets):
    """Return the kinds found in all baskets together."""
    pass
