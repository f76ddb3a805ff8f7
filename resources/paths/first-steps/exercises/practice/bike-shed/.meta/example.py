class Shed:
    """A shed of bicycles that are lent to one person each."""

    def __init__(self, bikes):
        self._bikes = set(bikes)
        self._lent = {}  # person -> bicycle

    def _inside(self):
        return self._bikes - set(self._lent.values())

    def borrow(self, person):
        """Lend the alphabetically first bicycle and return its name."""
        if person in self._lent:
            raise ValueError(f"{person} already has a bicycle")
        inside = self._inside()
        if not inside:
            raise ValueError("the shed is empty")
        self._lent[person] = min(inside)
        return self._lent[person]

    def give_back(self, person):
        """Take the person's bicycle back and return its name."""
        if person not in self._lent:
            raise ValueError(f"{person} has no bicycle")
        return self._lent.pop(person)

    def holder(self, bike):
        """Return who has the bicycle, or None."""
        if bike not in self._bikes:
            raise KeyError(bike)
        for person, lent in self._lent.items():
            if lent == bike:
                return person
        return None

    def __len__(self):
        return len(self._inside())
