def days_reached(steps, goal):
    """Return on how many days the goal was met."""
    days = 0
    for count in steps:
        if count >= goal:
            days += 1
    return days


def first_day(steps, goal):
    """Return the first day, counted from 1, that met the goal, or None."""
    for day, count in enumerate(steps, start=1):
        if count >= goal:
            return day
    return None


def longest_streak(steps, goal):
    """Return the largest number of days in a row that met the goal."""
    longest = 0
    current = 0
    for count in steps:
        if count >= goal:
            current += 1
            longest = max(longest, current)
        else:
            current = 0
    return longest


def days_until(distance, start):
    """Return the days needed for the distance, with 500 more steps each day."""
    walked = 0
    today = start
    days = 0
    while walked < distance:
        walked += today
        today += 500
        days += 1
    return days
