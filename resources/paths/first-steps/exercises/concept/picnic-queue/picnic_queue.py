def join(queue, name):
    """Add the name at the end of the queue and return the queue."""
    pass


def serve(queue):
    """Take the first name out of the queue and return it."""
    pass


def place(queue, name):
    """Return the place in the queue, counted from 1, or 0."""
    pass


def leave(queue, name):
    """Return a new queue without the first person of that name."""
    pass


def bread_left(slices):
    """Return how many of the 20 slices are left."""
    pass
