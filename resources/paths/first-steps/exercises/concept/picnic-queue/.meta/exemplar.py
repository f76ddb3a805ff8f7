def join(queue, name):
    """Add the name at the end of the queue and return the queue."""
    queue.append(name)
    return queue


def serve(queue):
    """Take the first name out of the queue and return it."""
    return queue.pop(0)


def place(queue, name):
    """Return the place in the queue, counted from 1, or 0."""
    if name not in queue:
        return 0
    return queue.index(name) + 1


def leave(queue, name):
    """Return a new queue without the first person of that name."""
    shorter = list(queue)
    if name in shorter:
        shorter.remove(name)
    return shorter


def bread_left(slices):
    """Return how many of the 20 slices are left."""
    return 20 - sum(slices)
