class Shed:
    """A shed of bicycles that are lent to one person each."""

    def __init__(self, bikes):
        pass

    def borrow(self, person):
        """Lend the alphabetically first bicycle and return its name."""
        pass

    def give_back(self, person):
        """Take the person's bicycle back and return its name."""
        pass

    def holder(self, bike):
        """Return who has the bicycle, or None."""
        pass
