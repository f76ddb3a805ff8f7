def price(age):
    """Return the price of a single trip in euros."""
    if age < 6:
        return 0
    elif age < 18:
        return 4
    elif age < 65:
        return 9
    else:
        return 6


def total(age, both_ways):
    """Return what the guest pays in euros."""
    if not both_ways:
        return price(age)
    return max(0, 2 * price(age) - 1)


def sign(hour, seats):
    """Return what the sign on the door says."""
    if not 9 <= hour < 18:
        return "Closed"
    if seats == 0:
        return "Full"
    elif seats == 1:
        return "Last seat"
    else:
        return "Welcome"


def ticket(name):
    """Return the text on the ticket."""
    if not name:
        name = "guest"
    return f"Ticket for {name}"
