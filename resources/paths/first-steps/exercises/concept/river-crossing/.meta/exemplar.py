def can_use_bridge(bridge_open, storm):
    """Return whether the bridge can be used."""
    return bridge_open and not storm


def can_use_ferry(daytime, called_ahead):
    """Return whether the ferry takes the party."""
    return daytime or called_ahead


def can_cross(bridge_open, storm, daytime, called_ahead):
    """Return whether there is any way across."""
    return can_use_bridge(bridge_open, storm) or can_use_ferry(daytime, called_ahead)


def must_camp(bridge_open, storm, daytime, called_ahead):
    """Return whether the party must spend the night at the river."""
    return not daytime and not can_cross(bridge_open, storm, daytime, called_ahead)
