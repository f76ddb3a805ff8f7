HANDFUL_GRAMS = 40


def grams_per_stop(people):
    """Return how many grams the group eats at one stop."""
    return people * HANDFUL_GRAMS


def grams_for_walk(people, stops):
    """Return how many grams the group eats on the whole walk."""
    return grams_per_stop(people) * stops


def grams_left(packed, people, stops):
    """Return how many of the packed grams are left after the walk."""
    return packed - grams_for_walk(people, stops)
