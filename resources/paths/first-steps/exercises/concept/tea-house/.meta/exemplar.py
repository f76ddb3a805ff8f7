def order(tea, cups=1, sweet=False):
    """Return the order as text."""
    name = f"sweet {tea}" if sweet else tea
    return f"{cups} x {name}"


def bill(*prices, discount=0):
    """Return the sum of the prices less the discount."""
    return sum(prices) - discount


def price_range(prices):
    """Return the lowest and the highest price."""
    return min(prices), max(prices)


def brewing_minutes(tea):
    """Return the minutes of a pair of name and minutes."""
    return tea[1]


def serving_order(teas):
    """Return the names of the teas, fastest first."""
    return [name for name, minutes in sorted(teas, key=brewing_minutes)]


def note(text, slate=None):
    """Add the text to the slate, or to a new one, and return it."""
    if slate is None:
        slate = []
    slate.append(text)
    return slate
