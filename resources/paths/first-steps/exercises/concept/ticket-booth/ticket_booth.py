def price(age):
    """Return the price of a single trip in euros."""
    pass


def total(age, both_ways):
    """Return what the guest pays in euros."""
    pass


def sign(hour, seats):
    """Return what the sign on the door says."""
    pass


def ticket(name):
    """Return the text on the ticket."""
    pass
