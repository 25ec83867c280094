"""Random histories of several offices, compared after every step with an independent oracle."""

from __future__ import annotations

import os

from tests.sync import stress

HISTORIES = int(os.environ.get("MSP_SYNC_HISTORIES", "1500"))
FAULTS = {
    *("damage", "power_cut", "send_some", "clone", "restore", "upgrade", "purge"),
    *("restored", "branches"),
}


def test_random_histories_agree_with_the_oracle() -> None:
    happened = set()
    for seed, counted, failure in stress.histories_agree(HISTORIES):
        assert not failure, f"seed {seed}\n{failure}"
        happened |= {name for name, times in counted.items() if times}
    assert happened >= FAULTS
