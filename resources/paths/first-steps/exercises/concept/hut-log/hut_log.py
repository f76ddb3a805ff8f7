def new_book(path):
    """Make an empty book."""
    pass


def sign_in(path, name, nights):
    """Add a guest at the end of the book."""
    pass


def guests(path):
    """Return the names of the guests; none if there is no book."""
    pass


def total_nights(path):
    """Return the sum of all nights in the book."""
    pass


def copy_sorted(source, target):
    """Write the sorted lines of one book into another."""
    pass
