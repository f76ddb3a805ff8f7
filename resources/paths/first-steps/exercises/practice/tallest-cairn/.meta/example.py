def tallest(widths):
    """Return the stones of the tallest cairn, from the bottom to the top.

    heights[i] is the height of the tallest cairn whose lowest stone is i, and
    above[i] the stone that follows in it. Both are found from the end of the
    path, where everything that may follow is already known.
    """
    count = len(widths)
    heights = [1] * count
    above = [None] * count
    for i in reversed(range(count)):
        best = (0, 0)
        for j in range(i + 1, count):
            if widths[j] < widths[i] and (heights[j], widths[j]) > best:
                best = (heights[j], widths[j])
                above[i] = j
        heights[i] = best[0] + 1

    stone = max(range(count), key=lambda i: (heights[i], widths[i]), default=None)
    cairn = []
    while stone is not None:
        cairn.append(widths[stone])
        stone = above[stone]
    return cairn
