def is_freezing(degrees):
    """Return whether it is 0 degrees or colder."""
    pass


def is_pleasant(degrees):
    """Return whether it is between 15 and 25 degrees, both included."""
    pass


def has_changed(before, now):
    """Return whether the two readings differ."""
    pass


def agree(first, second, tolerance):
    """Return whether the readings are at most tolerance apart."""
    pass


def is_safe(degrees, wind):
    """Return whether it is warmer than -10 degrees with wind under 60 km/h."""
    pass
