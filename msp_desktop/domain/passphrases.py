"""How hard a passphrase is to guess, in words that help to choose a better one."""

from __future__ import annotations

from enum import Enum
from itertools import pairwise
from math import log2

from msp_desktop.i18n import mark as _

_WEAK_BELOW = 50.0
_GOOD_FROM = 70.0
_ALPHABETS = ((str.islower, 26), (str.isupper, 26), (str.isdigit, 10))
_OTHERS = 32


class Strength(Enum):
    """What is told about a passphrase."""

    EMPTY = _("Four words that do not belong together are easy to remember and hard to guess.")
    WEAK = _("Easy to guess. Add another word that has nothing to do with the others.")
    FAIR = _("Fair. One more word makes it good.")
    GOOD = _("Good.")


def strength(passphrase: str) -> Strength:
    """Say how hard a passphrase is to guess by trying; names and sayings are easier than they look.

    Letters that only repeat or continue the one before them count little.
    """
    if not passphrase:
        return Strength.EMPTY
    kinds = sum(size for holds, size in _ALPHABETS if any(map(holds, passphrase)))
    others = any(not one.isalnum() for one in passphrase)
    scripts = any(ord(one) > 127 for one in passphrase)
    alphabet = max(10, kinds + _OTHERS * others + _OTHERS * scripts)
    surprising = 1 + sum(abs(ord(now) - ord(before)) > 1 for before, now in pairwise(passphrase))
    bits = min(surprising, 4 * len(set(passphrase))) * log2(alphabet)
    if bits < _WEAK_BELOW:
        return Strength.WEAK
    return Strength.FAIR if bits < _GOOD_FROM else Strength.GOOD
