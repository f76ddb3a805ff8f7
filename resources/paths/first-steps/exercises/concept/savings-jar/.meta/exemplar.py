class Jar:
    """A jar that is saved into for one goal; amounts are whole cents."""

    def __init__(self, name, goal):
        self.name = name
        self.goal = goal
        self.balance = 0

    def deposit(self, cents):
        """Add to the balance."""
        if cents <= 0:
            raise ValueError("only positive amounts can be deposited")
        self.balance += cents

    def withdraw(self, cents):
        """Take the amount out and return it."""
        if cents <= 0:
            raise ValueError("only positive amounts can be withdrawn")
        if cents > self.balance:
            raise ValueError("there is not that much in the jar")
        self.balance -= cents
        return cents

    def missing(self):
        """Return how many cents are missing from the goal."""
        return max(0, self.goal - self.balance)

    def is_reached(self):
        """Return whether the goal is reached."""
        return self.missing() == 0

    def __str__(self):
        percent = min(100, self.balance * 100 // self.goal)
        return f"{self.name}: {percent} %"
