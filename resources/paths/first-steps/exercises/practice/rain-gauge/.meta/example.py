def average(rain):
    """Return the average amount a day, rounded to one decimal."""
    return round(sum(rain) / len(rain), 1)


def wettest_day(rain):
    """Return the first day, counted from 1, with the most rain."""
    return rain.index(max(rain)) + 1


def dry_spells(rain):
    """Return the lengths of all runs of days without rain."""
    spells = []
    current = 0
    for amount in rain:
        if amount == 0:
            current += 1
        elif current > 0:
            spells.append(current)
            current = 0
    if current > 0:
        spells.append(current)
    return spells
