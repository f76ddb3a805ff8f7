def share(total_cents, people):
    """Return the whole cents that each person pays."""
    pass


def leftover(total_cents, people):
    """Return the cents that remain after equal shares."""
    pass


def in_euros(cents):
    """Return the amount in euros."""
    pass


def with_tip(total_cents, percent):
    """Return the total with the tip added, rounded to whole cents."""
    pass
