def order(tea, cups=1, sweet=False):
    """Return the order as text."""
    pass


def bill(*prices, discount=0):
    """Return the sum of the prices less the discount."""
    pass


def price_range(prices):
    """Return the lowest and the highest price."""
    pass


def serving_order(teas):
    """Return the names of the teas, fastest first."""
    pass


def note(text, slate=None):
    """Add the text to the slate, or to a new one, and return it."""
    pass
