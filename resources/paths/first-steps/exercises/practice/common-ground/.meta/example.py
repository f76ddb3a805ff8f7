def grown_by_all(gardens):
    """Return the sorted plants that grow in every garden."""
    common = None
    for plants in gardens.values():
        common = set(plants) if common is None else common & set(plants)
    return sorted(common or [])


def rare(gardens):
    """Return the sorted plants that grow in exactly one garden."""
    counts = {}
    for plants in gardens.values():
        for plant in set(plants):
            counts[plant] = counts.get(plant, 0) + 1
    return sorted(plant for plant, count in counts.items() if count == 1)


def best_match(gardens, person):
    """Return the other person with the most plants in common, or None."""
    own = set(gardens[person])
    best = None
    most = 0
    for name in sorted(gardens):
        shared = len(own & set(gardens[name]))
        if name != person and shared > most:
            best, most = name, shared
    return best
