def hire(minutes, member, weekend):
    """Return the price in cents, or None if the boat is not hired out."""
    pass
