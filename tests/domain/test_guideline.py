"""The guideline as data is whole: numbers, keys, references, rules and guidance fit together."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from msp_desktop import locations
from msp_desktop.domain.criteria import Covers, Criterion, EveryHas, EveryUsed, Filled, When, Where
from msp_desktop.domain.fields import (
    Choice,
    Choices,
    Field,
    Flag,
    Option,
    Reference,
    References,
    Scale,
)
from msp_desktop.domain.guideline import HOME_TASK, KINDS, MODULES, TASKS
from msp_desktop.domain.records import FRAME_COLUMNS, RecordKind, Records, Shape
from msp_desktop.domain.tasks import Task, TaskState, progress

NUMBERS = {
    "A": ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.4", "3.5"],
    "B": ["4.1", "4.2", "5.1", "5.2", "5.3", "6.1", "6.2"],
    "C": ["7.1", "7.2", "7.3", "7.4", "8.1", "8.2", "8.3"],
    "D": ["9.1", "9.2", "10.1", "10.2"],
    "E": ["11.1", "12.1"],
}
HEADINGS = ["Why", "How", "What good looks like", "Common trouble", "A case"]

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
every_task = pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)


def all_fields() -> Iterator[tuple[RecordKind, Field]]:
    return ((kind, field) for kind in KINDS.values() for field in kind.fields.values())


def options_of(field: Field) -> tuple[Option, ...]:
    return field.options if isinstance(field, Choice | Choices) else ()


def test_modules_hold_the_tasks_of_the_book_in_its_order() -> None:
    assert {m.letter: [task.key for task in m.tasks] for m in MODULES} == NUMBERS
    assert len(TASKS) == 32


def test_every_task_stands_in_its_step() -> None:
    steps = [step for module in MODULES for step in module.steps]
    assert [step.key for step in steps] == [str(number) for number in range(1, 13)]
    assert all(task.key.split(".")[0] == step.key for step in steps for task in step.tasks)


def test_modules_steps_and_tasks_are_named() -> None:
    for module in MODULES:
        assert all((module.title, module.stage, module.purpose))
        assert all(step.title for step in module.steps)
        assert all(task.title and task.purpose and task.kinds for task in module.tasks)
    titles = Counter(task.title for task in TASKS.values())
    assert max(titles.values()) == 1


def test_each_kind_is_recorded_in_one_task_only() -> None:
    homes = Counter(kind.key for task in TASKS.values() for kind in task.kinds)
    assert {key for key, count in homes.items() if count > 1} == set()
    assert set(HOME_TASK) <= set(KINDS)


@every_kind
def test_a_kind_has_a_usable_key_and_words(kind: RecordKind) -> None:
    assert re.fullmatch(r"[a-z][a-z_]*", kind.key)
    assert kind.label
    assert kind.plural
    assert kind.fields
    if kind.shape is Shape.MANY and kind.key in HOME_TASK:
        assert kind.empty.endswith(".")


@every_kind
def test_the_fields_of_a_kind_have_their_own_keys_and_labels(kind: RecordKind) -> None:
    fields = [field for section in kind.sections for field in section.fields]
    assert len(fields) == len(kind.fields)
    assert not {field.key for field in fields} & set(FRAME_COLUMNS)
    for field in fields:
        assert re.fullmatch(r"[a-z][a-z_]*", field.key)
        assert field.label.strip()
        assert len(field.label) < 60
    labels = Counter((s.title, f.label) for s in kind.sections for f in s.fields)
    assert max(labels.values()) == 1


def test_what_is_chosen_has_keys_without_spaces_and_words_without_repeats() -> None:
    for kind, field in all_fields():
        options = options_of(field)
        assert bool(options) == isinstance(field, Choice | Choices), f"{kind.key}.{field.key}"
        for words in ([o.key for o in options], [o.label for o in options]):
            assert len(set(words)) == len(words)
            assert all(words)
        assert not any(" " in option.key for option in options)


def test_scales_explain_every_step_or_only_the_ends() -> None:
    for kind, field in all_fields():
        if isinstance(field, Scale):
            assert field.low < field.high
            allowed = (0, 2, field.high - field.low + 1)
            assert len(field.steps) in allowed, f"{kind.key}.{field.key}"


def test_references_and_owners_point_to_kinds_that_exist() -> None:
    for kind, field in all_fields():
        if isinstance(field, Reference | References):
            assert field.to in KINDS, f"{kind.key}.{field.key}"
            assert KINDS[field.to].shape is Shape.MANY
    for kind in KINDS.values():
        if kind.owner:
            assert KINDS[kind.owner].shape is Shape.MANY
            assert not KINDS[kind.owner].owner


def test_an_owned_kind_is_recorded_in_the_task_of_its_owner() -> None:
    owned = [kind for kind in KINDS.values() if kind.owner and not kind.by_program]
    assert owned
    assert all(HOME_TASK[kind.key] == HOME_TASK[kind.owner] for kind in owned)


@every_kind
def test_lists_show_and_name_records_by_fields_they_have(kind: RecordKind) -> None:
    assert set(kind.named_by) <= set(kind.fields)
    assert set(kind.columns) <= set(kind.fields)
    assert len(kind.listed) <= 5
    assert bool(kind.named_by) == (kind.shape is Shape.MANY)


@every_kind
def test_the_name_of_a_record_never_leads_back_to_itself(kind: RecordKind) -> None:
    seen: list[str] = []
    waiting = [kind.key]
    while waiting:
        key = waiting.pop()
        assert key not in seen[:1], f"{kind.key} is named by itself"
        seen.append(key)
        fields = (KINDS[key].fields[name] for name in KINDS[key].named_by)
        waiting += [field.to for field in fields if isinstance(field, Reference)]


def rules(task: Task) -> Iterator[Criterion]:
    for rule in task.criteria:
        yield rule
        if isinstance(rule, When):
            yield rule.rule


@every_task
def test_criteria_name_kinds_fields_and_answers_that_exist(task: Task) -> None:
    assert task.criteria
    for rule in rules(task):
        assert set(rule.kind_keys) <= set(KINDS)
        if isinstance(rule, Filled | EveryHas):
            assert set(rule.fields) <= set(KINDS[rule.kind_key].fields)
        if isinstance(rule, Filled):
            assert KINDS[rule.kind_key].shape is Shape.ONE
        if isinstance(rule, Covers):
            known = {o.key for o in options_of(KINDS[rule.kind_key].fields[rule.field_key])}
            assert known
            assert set(rule.options) <= known
        if isinstance(rule, EveryUsed):
            check_use(rule)
        if isinstance(rule, When):
            assert KINDS[rule.kind_key].shape is Shape.ONE
        check_narrowings(rule)


def check_use(rule: EveryUsed) -> None:
    user = KINDS[rule.by_kind]
    if rule.by_field == "owner_id":
        assert user.owner == rule.kind_key
    else:
        field = user.fields[rule.by_field]
        assert isinstance(field, Reference | References)
        assert field.to == rule.kind_key
    assert "{name}" in rule.sentence


def check_narrowings(rule: Criterion) -> None:
    assert dataclasses.is_dataclass(rule)
    for name, kind_name in (("where", "kind_key"), ("by_where", "by_kind")):
        where = getattr(rule, name, None)
        if isinstance(where, Where):
            field = KINDS[getattr(rule, kind_name)].fields[where.field_key]
            assert where.answers
            for answer in where.answers:
                assert str(field.clean(answer)) == answer
            assert isinstance(field, Choice | Flag | Scale)


@every_task
def test_what_a_rule_asks_of_a_record_is_marked_as_required(task: Task) -> None:
    for rule in task.criteria:
        always = isinstance(rule, EveryHas) and rule.where is None and rule.or_owned is None
        if isinstance(rule, Filled | EveryHas) and (always or isinstance(rule, Filled)):
            fields = KINDS[rule.kind_key].fields
            unmarked = {key for key in rule.fields if not fields[key].required}
            assert unmarked == set(), rule.kind_key


@every_task
def test_a_page_shows_other_tasks_records_only_once(task: Task) -> None:
    assert set(task.uses) <= set(KINDS)
    assert len(set(task.uses)) == len(task.uses)
    assert not set(task.uses) & {kind.key for kind in task.kinds}


@every_task
def test_a_task_without_records_is_not_started_and_lacks_things_in_whole_sentences(
    task: Task,
) -> None:
    state = progress(task, Records("0" * 32, {}, KINDS), KINDS)
    assert state.state is TaskState.NOT_STARTED
    for hole in state.missing:
        assert not re.search(r"[{}]", hole.text)
        assert hole.kind_key in KINDS


@every_task
def test_guidance_has_every_part(task: Task) -> None:
    module = next(m for m in MODULES if task in tuple(m.tasks))
    path = locations.resources() / "guidance" / "en" / module.key / f"{task.key}.md"
    text = path.read_text(encoding="utf-8")
    first, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    assert first.strip() == f"# {task.key} {task.title}"
    assert [part.partition("\n")[0] for part in parts] == HEADINGS
    bodies = dict(part.split("\n", 1) for part in parts)
    assert all(len(body.split()) > 20 for body in bodies.values())
    assert re.search(r"^1\. ", bodies["How"], flags=re.MULTILINE)
    assert re.search(r"^Source: ESCAP and UNU-IAS guideline, ", bodies["A case"], re.MULTILINE)
    assert 230 <= len(text.split()) <= 520
    assert not re.search(r"(?i)\b(todo|tbd|lorem|xxx|coming soon)\b|\.\.\.|\[ \]", text)
