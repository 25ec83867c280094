"""Order in a list that can be changed by writing one record only (fractional indexing)."""

from __future__ import annotations

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def rank_between(before: str, after: str) -> str:
    """Return a rank that sorts after ``before`` and ahead of ``after``.

    An empty ``before`` means the start of the list, an empty ``after`` its end. Ranks compare as text.
    Ranks never end in the lowest digit, so there is always room ahead of one. Raises ValueError when
    the two are not in order.
    """
    if after and before >= after:
        raise ValueError(f"{before!r} does not sort ahead of {after!r}")
    rank = ""
    bounded = bool(after)
    for place in range(max(len(before), len(after)) + 1):
        low = _DIGITS.index(before[place]) if place < len(before) else 0
        high = len(_DIGITS)
        if bounded and place < len(after):
            high = _DIGITS.index(after[place])
        if high - low > 1:
            # At the open end of a list go on by single steps: ranks stay short.
            step = low + 1 if not bounded else (low + high) // 2
            return rank + _DIGITS[step]
        rank += _DIGITS[low]
        bounded = bounded and low == high
    return rank + _DIGITS[len(_DIGITS) // 2]
