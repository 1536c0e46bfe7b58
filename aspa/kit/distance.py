"""How many slips of the fingers lie between two words."""


def distance(one: str, other: str, *, most: int) -> int:
    """
    Return how many letters were added, left out, mistaken or swapped with their neighbour; `most` + 1 when more.

    Optimal string alignment (Damerau 1964): a swap counts once.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, against in enumerate(other, 1):
            best = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != against))
            is_swap = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against
            now.append(min(best, before[column - 2] + 1) if is_swap else best)
        before, last = last, now
        if min(now) > most:
            return most + 1
    return min(last[-1], most + 1)
