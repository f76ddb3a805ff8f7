def can_use_bridge(bridge_open, storm):
    """Return whether the bridge can be used."""
    pass


def can_use_ferry(daytime, called_ahead):
    """Return whether the ferry takes the party."""
    pass


def can_cross(bridge_open, storm, daytime, called_ahead):
    """Return whether there is any way across."""
    pass


def must_camp(bridge_open, storm, daytime, called_ahead):
    """Return whether the party must spend the night at the river."""
    pass
