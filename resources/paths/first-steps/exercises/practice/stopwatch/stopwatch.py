def show(seconds):
    """Return the time as h:mm:ss."""
    pass
