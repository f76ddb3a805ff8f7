def hire(minutes, member, weekend):
    """Return the price in cents, or None if the boat is not hired out."""
    if not 15 <= minutes <= 480:
        return None
    price = 600
    if minutes > 60:
        half_hours = (minutes - 60 + 29) // 30
        price += half_hours * 250
    if weekend:
        price += 200
    if member:
        price //= 2
    return price
