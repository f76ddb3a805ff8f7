def is_freezing(degrees):
    """Return whether it is 0 degrees or colder."""
    return degrees <= 0


def is_pleasant(degrees):
    """Return whether it is between 15 and 25 degrees, both included."""
    return 15 <= degrees <= 25


def has_changed(before, now):
    """Return whether the two readings differ."""
    return before != now


def agree(first, second, tolerance):
    """Return whether the readings are at most tolerance apart."""
    return abs(first - second) <= tolerance


def is_safe(degrees, wind):
    """Return whether it is warmer than -10 degrees with wind under 60 km/h."""
    return degrees > -10 and wind < 60
