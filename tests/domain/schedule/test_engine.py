"""The schedule agrees with longest paths as networkx finds them, and says whom a delay hits."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import pairwise

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.schedule import (
    Circle,
    Link,
    LinkKind,
    Network,
    Schedule,
    Work,
    forecast,
    hits,
    slipped,
)

FS, SS, FF = LinkKind.FINISH_START, LinkKind.START_START, LinkKind.FINISH_FINISH


@st.composite
def networks(draw: st.DrawFn, *, circles: bool = False) -> tuple[list[Work], list[Link]]:
    count = draw(st.integers(1, 12))
    names = draw(st.permutations([f"w{number}" for number in range(count)]))
    starts, lengths = st.integers(0, 30), st.integers(0, 15)
    works = [Work(name, draw(starts), draw(lengths), name[-1]) for name in names]
    order = draw(st.permutations(names))
    numbers = st.integers(0, count - 1)
    links = []
    for one, other in draw(st.lists(st.tuples(numbers, numbers), max_size=30)):
        if one == other:
            continue
        before, after = (one, other) if circles else sorted((one, other))
        kind, lag = draw(st.sampled_from(LinkKind)), draw(st.integers(-5, 8))
        links.append(Link(order[before], order[after], kind, lag))
    return works, links


def longest(works: list[Work], links: list[Link]) -> Mapping[str, int]:
    """The first possible day of every activity, by Bellman and Ford on a graph of beginnings and ends."""
    length = {work.key: work.length for work in works}
    graph: networkx.DiGraph[tuple[str, str]] = networkx.DiGraph()

    def wait(before: tuple[str, str], after: tuple[str, str], days: int) -> None:
        known = graph.get_edge_data(before, after)
        graph.add_edge(before, after, weight=min(-days, known["weight"]) if known else -days)

    for work in works:
        wait(("", "begin"), (work.key, "begin"), work.start)
        wait((work.key, "begin"), (work.key, "end"), work.length)
    for link in links:
        if link.kind is FS:
            wait((link.before, "end"), (link.after, "begin"), link.lag)
        elif link.kind is SS:
            wait((link.before, "begin"), (link.after, "begin"), link.lag)
        else:
            wait((link.before, "end"), (link.after, "begin"), link.lag - length[link.after])
    found = networkx.single_source_bellman_ford_path_length(graph, ("", "begin"))
    return {work.key: round(-found[work.key, "begin"]) for work in works}


@given(networks())
def test_earliest_days_are_longest_paths(plan: tuple[list[Work], list[Link]]) -> None:
    schedule = Schedule(Network(*plan))
    assert {key: one.start for key, one in schedule.computed.items()} == longest(*plan)


@given(networks(), st.data())
def test_slack_is_how_far_an_activity_can_slip_before_the_end_does(
    plan: tuple[list[Work], list[Link]], data: st.DataObject
) -> None:
    works, links = plan
    schedule = Schedule(Network(works, links))
    key = data.draw(st.sampled_from([work.key for work in works]))
    slack = schedule.computed[key].slack
    assert slack >= 0

    def ends_if_it_begins_at(day: int) -> int:
        moved = [Work(w.key, day if w.key == key else w.start, w.length) for w in works]
        starts = longest(moved, links)
        return max(starts[w.key] + w.length for w in works)

    begins = schedule.computed[key].start
    assert ends_if_it_begins_at(begins + slack) == schedule.finish
    assert ends_if_it_begins_at(begins + slack + 1) == schedule.finish + 1


@given(networks())
def test_every_activity_of_the_critical_path_has_no_slack_and_the_last_ends_last(
    plan: tuple[list[Work], list[Link]],
) -> None:
    schedule = Schedule(Network(*plan))
    path = schedule.critical_path()
    assert path
    assert all(schedule.computed[key].is_critical for key in path)
    assert schedule.computed[path[-1]].finish == schedule.finish
    for before, after in pairwise(path):
        driver = schedule.computed[after].driver
        assert driver is not None
        assert driver.before == before
    stretches = schedule.critical_by_organisation()
    assert [key for _who, keys in stretches for key in keys] == list(path)
    assert all(one[0] != two[0] for one, two in pairwise(stretches))


@given(networks(circles=True))
def test_circles_are_refused_with_the_loop_named(plan: tuple[list[Work], list[Link]]) -> None:
    works, links = plan
    pairs = {(link.before, link.after) for link in links}
    graph = networkx.DiGraph(pairs)
    if not graph or networkx.is_directed_acyclic_graph(graph):
        Network(works, links)
        return
    with pytest.raises(Circle) as refused:
        Network(works, links)
    keys = refused.value.keys
    assert len(set(keys)) == len(keys) >= 2
    assert all(pair in pairs for pair in zip(keys, (*keys[1:], keys[0]), strict=True))


@given(networks(), st.integers(1, 20), st.data())
def test_a_delay_is_told_with_every_activity_it_moves(
    plan: tuple[list[Work], list[Link]], days: int, data: st.DataObject
) -> None:
    network = Network(*plan)
    late = data.draw(st.sampled_from(sorted(network.works)))
    before, after = Schedule(network), Schedule(slipped(network, {late: days}))
    told = hits(before, after)
    ends = {key: one.finish for key, one in before.computed.items()}
    assert {hit.key: hit.days for hit in told} == {
        key: one.finish - ends[key] for key, one in after.computed.items() if one.finish > ends[key]
    }
    moved = {hit.key for hit in told}
    assert {hit.cause for hit in told} <= {late}
    assert {hit.via for hit in told} <= moved
    assert [hit.days for hit in told] == sorted((hit.days for hit in told), reverse=True)


def test_a_delay_names_the_organisation_the_days_and_through_whom_it_came() -> None:
    works = [
        Work("permits", 0, 5, "Council"),
        Work("pipes", 5, 10, "Water Utility"),
        Work("clinic", 12, 8, "Health Office"),
        Work("training", 0, 4, "Health Office"),
    ]
    network = Network(works, [Link("permits", "pipes"), Link("pipes", "clinic")])
    told = hits(Schedule(network), Schedule(slipped(network, {"permits": 6})))
    assert [(hit.key, hit.organisation, hit.days, hit.cause, hit.via) for hit in told] == [
        ("permits", "Council", 6, "permits", "permits"),
        ("pipes", "Water Utility", 6, "permits", "permits"),
        ("clinic", "Health Office", 6, "permits", "pipes"),
    ]


def test_an_activity_with_room_before_it_is_not_hit() -> None:
    network = Network([Work("a", 0, 5), Work("b", 9, 2)], [Link("a", "b")])
    told = hits(Schedule(network), Schedule(slipped(network, {"a": 4})))
    assert [hit.key for hit in told] == ["a"]


def test_the_forecast_goes_on_from_what_is_done() -> None:
    works = [Work("done", 0, 5), Work("begun", 2, 10), Work("late", 4, 3), Work("next", 12, 2)]
    network = Network(works, [Link("late", "begun"), Link("begun", "next"), Link("late", "done")])
    after = Schedule(forecast(network, {"done": 100, "begun": 40}, today=8))
    ends = {key: (one.start, one.finish) for key, one in after.computed.items()}
    # Six of ten days are left from day 8 on; what has not begun begins today at the earliest.
    assert ends == {"done": (0, 5), "begun": (2, 14), "late": (8, 11), "next": (14, 16)}


def test_dependencies_on_activities_that_have_not_arrived_are_left_out() -> None:
    schedule = Schedule(Network([Work("a", 3, 2)], [Link("gone", "a"), Link("a", "gone")]))
    assert (schedule.computed["a"].start, schedule.finish) == (3, 5)
    assert Schedule(Network([], [])).critical_path() == ()


def test_each_dependency_of_a_large_plan_is_looked_at_once() -> None:
    count = 20_000
    chance = random.Random(7)
    works = [
        Work(str(number), chance.randrange(200), chance.randrange(20)) for number in range(10_000)
    ]
    looked_at = 0

    class Counted(Link):
        def earliest(self, start: int, finish: int, length: int) -> int:
            nonlocal looked_at
            looked_at += 1
            return super().earliest(start, finish, length)

    pairs = (sorted(chance.sample(range(10_000), 2)) for _number in range(count))
    links = [Counted(str(before), str(after)) for before, after in pairs]
    schedule = Schedule(Network(works, links))
    assert looked_at == count
    assert schedule.critical_path()
