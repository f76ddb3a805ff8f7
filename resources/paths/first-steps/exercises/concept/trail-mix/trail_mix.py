# Task 1: give the size of a handful the name HANDFUL_GRAMS.


def grams_per_stop(people):
    """Return how many grams the group eats at one stop."""
    pass


def grams_for_walk(people, stops):
    """Return how many grams the group eats on the whole walk."""
    pass


def grams_left(packed, people, stops):
    """Return how many of the packed grams are left after the walk."""
    pass
