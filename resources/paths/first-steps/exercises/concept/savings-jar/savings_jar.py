class Jar:
    """A jar that is saved into for one goal; amounts are whole cents."""

    def __init__(self, name, goal):
        pass

    def deposit(self, cents):
        """Add to the balance."""
        pass

    def withdraw(self, cents):
        """Take the amount out and return it."""
        pass

    def missing(self):
        """Return how many cents are missing from the goal."""
        pass

    def is_reached(self):
        """Return whether the goal is reached."""
        pass

    # Task 5: write __str__ here.
