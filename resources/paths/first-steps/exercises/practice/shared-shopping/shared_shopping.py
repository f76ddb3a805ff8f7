def paid(purchases):
    """Return a dictionary of what each person paid."""
    pass


def balances(purchases, people):
    """Return a dictionary of what each person paid, less the equal share."""
    pass
