def days_reached(steps, goal):
    """Return on how many days the goal was met."""
    pass


def first_day(steps, goal):
    """Return the first day, counted from 1, that met the goal, or None."""
    pass


def longest_streak(steps, goal):
    """Return the largest number of days in a row that met the goal."""
    pass


def days_until(distance, start):
    """Return the days needed for the distance, with 500 more steps each day."""
    pass
