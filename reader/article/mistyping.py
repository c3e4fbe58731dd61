"""Tells two words of which one is the other, mistyped."""


def is_mistyped(one: str, other: str) -> bool:
    """Whether two words differ by no more than a letter, or by two that changed places."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        at += 1
    rest, others = one[at:], other[at:]
    return (
        rest[1:] == others[1:]
        or rest[1:] == others
        or rest == others[1:]
        or (rest[1::-1], rest[2:]) == (others[:2], others[2:])
    )
