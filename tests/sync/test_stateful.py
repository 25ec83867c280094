"""The steps of random histories as a state machine: hypothesis looks for the smallest history that fails."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.sync.histories import World
from tests.sync.world import Office

CHANCE = st.randoms(use_true_random=False)
AT = st.integers(0, 3)


class Offices(RuleBasedStateMachine):
    """Three or four offices; every rule is one step of one of them, compared with the oracle."""

    world: World

    @initialize(chance=CHANCE, number=st.integers(3, 4), skew=st.booleans())
    def begin(self, chance: Random, number: int, skew: bool) -> None:
        self.world = World(chance, number, copies=True, skew=skew, purges=True)

    def teardown(self) -> None:
        if hasattr(self, "world"):
            try:
                self.world.finish()
            finally:
                self.world.close()

    def do(
        self, at: int, chance: Random, step: Callable[[World], Callable[[Office], None]]
    ) -> None:
        self.world.chance = chance
        self.world.do(at % len(self.world.offices), step(self.world))

    @rule(at=AT, chance=CHANCE)
    def add(self, at: int, chance: Random) -> None:
        self.do(at, chance, lambda world: world.add)

    @rule(at=AT, chance=CHANCE)
    def fill_page(self, at: int, chance: Random) -> None:
        self.do(at, chance, lambda world: world.fill_page)

    @rule(at=AT, chance=CHANCE)
    def edit(self, at: int, chance: Random) -> None:
        self.do(at, chance, lambda world: world.edit)

    @rule(at=AT, chance=CHANCE)
    def edit_many(self, at: int, chance: Random) -> None:
        self.do(at, chance, lambda world: world.edit_many)

    @rule(at=AT, chance=CHANCE)
    def remove(self, at: int, chance: Random) -> None:
        self.do(at, chance, lambda world: world.remove)

    @rule(at=AT, chance=CHANCE)
    def bring_back(self, at: int, chance: Random) -> None:
        self.do(at, chance, lambda world: world.bring_back)

    @rule(at=AT, chance=CHANCE)
    def settle(self, at: int, chance: Random) -> None:
        self.do(at, chance, lambda world: world.settle)

    @rule(at=AT, chance=CHANCE)
    def send(self, at: int, chance: Random) -> None:
        self.do(at, chance, lambda world: world.send)

    @rule(at=AT, chance=CHANCE)
    def send_some(self, at: int, chance: Random) -> None:
        self.do(at, chance, lambda world: world.send_some)

    @rule(at=AT, chance=CHANCE)
    def receive(self, at: int, chance: Random) -> None:
        self.do(at, chance, lambda world: world.receive)

    @rule(at=AT, chance=CHANCE)
    def receive_one_more(self, at: int, chance: Random) -> None:
        self.do(at, chance, lambda world: world.receive)

    @rule(at=AT, chance=CHANCE)
    def damage(self, at: int, chance: Random) -> None:
        self.do(at, chance, lambda world: world.damage)

    @rule(at=AT, chance=CHANCE)
    def power_cut(self, at: int, chance: Random) -> None:
        self.do(at, chance, lambda world: world.power_cut)

    @rule(at=AT, chance=CHANCE)
    def back_up(self, at: int, chance: Random) -> None:
        self.do(at, chance, lambda world: world.back_up)

    @rule(at=AT, chance=CHANCE)
    def restore(self, at: int, chance: Random) -> None:
        self.do(at, chance, lambda world: world.restore)

    @rule(at=AT, chance=CHANCE)
    def clone(self, at: int, chance: Random) -> None:
        self.do(at, chance, lambda world: world.clone)

    @rule(at=AT, chance=CHANCE)
    def upgrade(self, at: int, chance: Random) -> None:
        self.do(at, chance, lambda world: world.upgrade)

    @rule(at=AT, chance=CHANCE)
    def purge(self, at: int, chance: Random) -> None:
        self.do(at, chance, lambda world: world.purge)


TestOffices = Offices.TestCase
TestOffices.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
