def average(rain):
    """Return the average amount a day, rounded to one decimal."""
    pass


def wettest_day(rain):
    """Return the first day, counted from 1, with the most rain."""
    pass


def dry_spells(rain):
    """Return the lengths of all runs of days without rain."""
    pass
