def door_sign(name):
    """Return the name in a frame."""
    pass
