def kinds(finds):
    """Return the set of different kinds."""
    return set(finds)


def found_by_both(first, second):
    """Return the kinds that are in both lists."""
    return set(first) & set(second)


def only_mine(mine, theirs):
    """Return the sorted kinds that are in mine but not in theirs."""
    return sorted(set(mine) - set(theirs))


def is_safe(basket, edible):
    """Return whether everything in the basket is edible."""
    return set(basket) <= edible


def all_kinds(baskets):
    """Return the kinds found in all baskets together."""
    found = set()
    for basket in baskets:
        found |= set(basket)
    return found
