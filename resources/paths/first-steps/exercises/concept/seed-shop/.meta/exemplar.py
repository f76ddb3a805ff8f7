def packets(stock, seed):
    """Return how many packets of the seed there are."""
    return stock.get(seed, 0)


def deliver(stock, seed, amount):
    """Add packets to the stock."""
    stock[seed] = packets(stock, seed) + amount


def sell(stock, seed, amount):
    """Take packets out of the stock; return whether there were enough."""
    left = packets(stock, seed) - amount
    if left < 0:
        return False
    if left > 0:
        stock[seed] = left
    elif seed in stock:
        del stock[seed]
    return True


def running_low(stock, limit):
    """Return the sorted names of seeds with fewer than limit packets."""
    names = []
    for seed, amount in stock.items():
        if amount < limit:
            names.append(seed)
    return sorted(names)


def stock_value(stock, prices):
    """Return what all packets are worth together."""
    value = 0
    for seed, amount in stock.items():
        value += amount * prices[seed]
    return value
