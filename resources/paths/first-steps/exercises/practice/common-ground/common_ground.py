def grown_by_all(gardens):
    """Return the sorted plants that grow in every garden."""
    pass


def rare(gardens):
    """Return the sorted plants that grow in exactly one garden."""
    pass


def best_match(gardens, person):
    """Return the other person with the most plants in common, or None."""
    pass
