def share(total_cents, people):
    """Return the whole cents that each person pays."""
    return total_cents // people


def leftover(total_cents, people):
    """Return the cents that remain after equal shares."""
    return total_cents % people


def in_euros(cents):
    """Return the amount in euros."""
    return cents / 100


def with_tip(total_cents, percent):
    """Return the total with the tip added, rounded to whole cents."""
    return round(total_cents + total_cents * percent / 100)
