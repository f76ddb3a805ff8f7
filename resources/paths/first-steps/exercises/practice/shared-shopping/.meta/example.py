def paid(purchases):
    """Return a dictionary of what each person paid."""
    sums = {}
    for name, cents in purchases:
        sums[name] = sums.get(name, 0) + cents
    return sums


def balances(purchases, people):
    """Return a dictionary of what each person paid, less the equal share."""
    sums = paid(purchases)
    for name in sums:
        if name not in people:
            raise ValueError(f"{name} is not one of the people")
    share = sum(sums.values()) // len(people)
    return {name: sums.get(name, 0) - share for name in people}
