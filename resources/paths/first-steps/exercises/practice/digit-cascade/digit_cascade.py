def cascade(number):
    """Return the number and all its digit sums down to a single digit."""
    pass
