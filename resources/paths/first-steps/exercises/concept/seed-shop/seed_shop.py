def packets(stock, seed):
    """Return how many packets of the seed there are."""
    pass


def deliver(stock, seed, amount):
    """Add packets to the stock."""
    pass


def sell(stock, seed, amount):
    """Take packets out of the stock; return whether there were enough."""
    pass


def running_low(stock, limit):
    """Return the sorted names of seeds with fewer than limit packets."""
    pass


def stock_value(stock, prices):
    """Return what all packets are worth together."""
    pass
