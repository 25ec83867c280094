"""The program made wrong on purpose, one way at a time: for each way a test that notices."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
_COPIED = ("msp_desktop", "migrations", "tests", "pyproject.toml")


class Mutant(NamedTuple):
    """One way to be wrong: in ``file`` stands ``wrong`` instead of ``right``; ``killer`` must fail."""

    name: str
    file: str
    right: str
    wrong: str
    killer: str

    @property
    def source(self) -> Path:
        """The file that is made wrong."""
        return ROOT / "msp_desktop" / self.file

    @property
    def test(self) -> str:
        """The test that notices, as pytest calls it."""
        return f"tests/sync/{self.killer}"


MERGING = "test_invariants_of_merging.py::"
EXCHANGE = "test_invariants_of_exchange.py::"
COPIES = "test_copies.py::"
STORIES = "test_loss_stories.py::"
VERSIONS = "test_versions.py::"
CAPTURE = "test_capture.py::"
TRUSTING = "../app/test_trusting.py::"
BEHIND = "../app/test_behind_others.py::"

MUTANTS = (
    Mutant(
        "last writer wins",
        "domain/merge.py",
        "    return (*others, write) if others else write.dot\n",
        "    return write.dot\n",
        STORIES + "test_who_syncs_first_decides",
    ),
    Mutant(
        "delete wins",
        "domain/merge.py",
        "        return bool(self.living)\n",
        "        return bool(self.living) and not self.removals\n",
        MERGING + "test_i6_a_removal_never_swallows_an_edit_it_did_not_know",
    ),
    Mutant(
        "no causal gate",
        "db/replica/receiving.py",
        "            if not needs:\n",
        "            if True:\n",
        MERGING
        + "test_i2_a_segment_is_worked_in_when_all_it_builds_on_is_there_and_kept_until_then",
    ),
    Mutant(
        "no question whose keys are trusted",
        "db/replica/trust.py",
        "    return [one for one in segments if one.hash in good]\n",
        "    return list(segments)\n",
        TRUSTING
        + "test_changes_of_a_stranger_that_a_trusted_office_passes_on_wait_and_are_worked_in_later",
    ),
    Mutant(
        "whoever sends a file is trusted",
        "app/exchange/introducing.py",
        "    if not found.is_trusted:\n",
        "    if False:\n",
        TRUSTING + "test_the_first_file_waits_until_the_digits_are_compared",
    ),
    Mutant(
        "the introduced introduce others",
        "domain/trust.py",
        "            if one.issuer in self.verified\n",
        "            if one.issuer in self._office_of\n",
        "../domain/test_trust.py::test_who_was_only_introduced_introduces_nobody",
    ),
    Mutant(
        "a stranger answers for itself",
        "db/replica/trust.py",
        "        if standing is Standing.REVOKED and one.head.origin.key in known.answered_for\n",
        "        if standing is Standing.REVOKED\n",
        BEHIND + "test_a_stranger_that_reports_its_own_keys_gets_nothing_in",
    ),
    Mutant(
        "stolen keys answer for others",
        "db/replica/trust.py",
        " else known.has_word(issuer))\n",
        " else True)\n",
        BEHIND + "test_what_stolen_keys_say_of_others_opens_no_door",
    ),
    Mutant(
        "a report without a card counts for nothing",
        "domain/trust.py",
        "        if key in self.reported and key not in self._office_of:\n",
        "        if False:\n",
        BEHIND + "test_a_report_alone_counts_though_the_card_never_came",
    ),
    Mutant(
        "capture left on during import",
        "db/replica/receiving.py",
        'raw.execute("UPDATE sync_switch SET capturing = 0")',
        'raw.execute("UPDATE sync_switch SET capturing = 1")',
        MERGING + "test_i8_what_is_received_is_not_written_again_in_ones_own_name",
    ),
    Mutant(
        "counters instead of hashes for acknowledgements",
        "db/replica/holdings.py",
        "        found = _with_short_hash(raw, entry.hash)\n",
        "        found = raw.execute(\n"
        '            "SELECT chain, segment.number FROM sync_segment AS segment "\n'
        '            "JOIN sync_chain ON sync_chain.number = chain JOIN sync_space ON "\n'
        '            "sync_space.number = space WHERE space_id = ? AND origin = ? "\n'
        '            "AND segment.number = ?", (entry.space_id, entry.origin_id, entry.number)\n'
        "        ).fetchone()\n",
        COPIES + "test_acknowledgements_name_contents_not_counts",
    ),
    Mutant(
        "identity kept after a restore",
        "app/office.py",
        "            identity.new_incarnation(store.connection)\n",
        "            pass\n",
        COPIES + "test_an_office_restored_within_the_program_goes_on_as_a_new_writer",
    ),
    Mutant(
        "identity kept by a copy that is found out",
        "db/replica/identity.py",
        '        "UPDATE sync_identity SET origin = ?, incarnation = incarnation + 1, file_number = 0",\n'
        "        (os.urandom(8),),\n",
        '        "UPDATE sync_identity SET origin = ?, incarnation = incarnation + 1, file_number = 0",\n'
        "        (origin,),\n",
        COPIES + "test_three_copies_of_one_office_find_out_and_keep_all_that_each_wrote",
    ),
    Mutant(
        "shared living writes kept at a fork",
        "db/replica/merging.py",
        "            if life.living.get(base, fork_place) < fork_place:\n",
        "            if False:\n",
        COPIES + "test_a_record_removed_on_a_copied_computer_is_removed_everywhere",
    ),
    Mutant(
        "shared writes not found at a fork",
        "db/replica/applying.py",
        "        return sum(takewhile(bool, same))\n",
        "        return 0 * sum(takewhile(bool, same))\n",
        COPIES + "test_both_copies_of_a_database_with_unsealed_edits_go_on",
    ),
    Mutant(
        "no later stamp for what is typed over disputed values",
        "db/replica/sealing.py",
        "    return max(base, seen + 1), base\n",
        "    return base, base\n",
        MERGING + "test_i5_what_is_typed_over_a_disputed_value_is_what_every_office_shows",
    ),
    Mutant(
        "a shorter proof of acknowledgements",
        "db/replica/holdings.py",
        "            found = _before_chain(raw, chain)\n",
        "            found = None\n",
        COPIES + "test_whoever_has_a_branch_is_known_to_have_what_it_builds_on",
    ),
    Mutant(
        "no tripwire in what a file assumes",
        "db/replica/holdings.py",
        '    return next(unknown, b"")\n',
        '    return b""\n',
        STORIES + "test_backup_restored_behind_its_acknowledgements",
    ),
    Mutant(
        "no suspicion of a file in one's own name",
        "app/exchange/copies.py",
        "        return header.file_number > me.file_number\n",
        "        return False\n",
        COPIES + "test_a_copy_that_wrote_nothing_finds_out_from_a_file_in_its_own_name",
    ),
    Mutant(
        "no suspicion of a file for a later writer of the same office",
        "app/exchange/copies.py",
        '    return next(unknown, b"")\n',
        '    return b""\n',
        COPIES + "test_a_peer_restored_twice_is_refilled_each_time",
    ),
    Mutant(
        "own lost work taken without a new beginning",
        "db/replica/receiving.py",
        "        received.restored |= outcome.is_own\n",
        "",
        COPIES + "test_own_lost_work_that_comes_back_is_taken_and_a_new_writer_begins",
    ),
    Mutant(
        "an old acknowledgement counts again",
        "db/replica/holdings.py",
        '        "WHERE excluded.file_number > sync_peer.file_number",\n',
        '        "WHERE 1",\n',
        COPIES + "test_an_old_file_with_an_old_acknowledgement_changes_nothing",
    ),
    Mutant(
        "segments that wait are not passed on",
        "db/replica/holdings.py",
        'query = "SELECT hash, signature, data FROM sync_waiting WHERE space_id = ? ORDER BY hash"',
        'query = "SELECT hash, signature, data FROM sync_waiting WHERE space_id = ? AND 0"',
        MERGING
        + "test_i2_a_segment_is_worked_in_when_all_it_builds_on_is_there_and_kept_until_then",
    ),
    Mutant(
        "equal values are a conflict",
        "domain/merge.py",
        "    return len({(type(head.value), head.value) for head in heads}) > 1\n",
        "    return True\n",
        STORIES + "test_same_form_filled_twice",
    ),
    Mutant(
        "typing over closes a conflict",
        "domain/merge.py",
        "    return tuple(head.dot for head in standing if head.value == shown_value)\n",
        "    return tuple(head.dot for head in standing)\n",
        MERGING + "test_i4_a_conflict_is_open_while_different_values_stand_and_no_longer",
    ),
    Mutant(
        "what belongs to a removed record does not keep it",
        "db/replica/settling.py",
        "        if alive != is_kept:\n",
        "        if False:\n",
        MERGING + "test_i7_what_one_adds_to_a_record_another_removed_keeps_it_and_is_shown",
    ),
    Mutant(
        "what is not known is thrown away",
        "db/replica/packing.py",
        "    return cbor2.dumps(shadow) if shadow else None\n",
        "    return None\n",
        STORIES + "test_unknown_table_skipped_but_cursor_advanced",
    ),
    Mutant(
        "a new record keeps its first write only",
        "db/replica/merging.py",
        " and written[record] == 1 and shape in plain:",
        " and shape in plain:",
        "test_two_ways.py::test_records_made_together_are_the_same_both_ways",
    ),
    Mutant(
        "a plain write replaces whatever stands there",
        "db/replica/plain.py",
        "                if state[place] != replaced:\n",
        "                if not state[place]:\n",
        "test_two_ways.py::test_a_record_changed_in_two_places_is_the_same_both_ways",
    ),
    Mutant(
        "a new chain of living writes is put in the place of another",
        "db/replica/plain.py",
        "        if self._chain not in state[end::2]:\n",
        "        if not state[1]:\n",
        "test_two_ways.py::test_a_record_changed_in_two_places_is_the_same_both_ways",
    ),
    Mutant(
        "a record is written as its last write says only",
        "db/replica/plain.py",
        "            written |= bits\n",
        "            written = bits\n",
        "test_two_ways.py::test_a_record_changed_in_two_places_is_the_same_both_ways",
    ),
    Mutant(
        "an answer written twice is news even if it is back",
        "db/replica/plain.py",
        "            if len(fields) == sum(len(write[2]) for write in of_record):\n",
        "            if fields:\n",
        "test_two_ways.py::test_an_answer_that_is_back_at_the_end_of_a_file_is_no_news",
    ),
    Mutant(
        "what is not there is changed without looking",
        "db/replica/plain.py",
        "head.shadow IS NULL AND now.alive = 1 AND",
        "head.shadow IS NULL AND",
        "test_two_ways.py::test_a_record_that_is_shown_again_by_a_plain_write_is_the_same_both_ways",
    ),
    Mutant(
        "a conflict clause forgets how a record was before",
        "db/replica/triggers.py",
        'f"INSERT INTO sync_stage (kind, record_id, before) VALUES ({kind.number}, {row}.id, {before}) "\n'
        '        "ON CONFLICT (kind, record_id) DO NOTHING;"\n',
        'f"INSERT OR IGNORE INTO sync_stage (kind, record_id, before) "\n'
        '        f"VALUES ({kind.number}, {row}.id, {before});"\n',
        CAPTURE + "test_i14_no_conflict_clause_forgets_how_a_record_was_before",
    ),
    Mutant(
        "a record made and removed in one step is there",
        "db/replica/sealing.py",
        "        if number is None and alive == 1 and",
        "        if number is None and",
        CAPTURE + "test_i14_every_way_to_write_is_captured",
    ),
    Mutant(
        "a new record has the shape of the one before",
        "db/replica/written.py",
        "        if None in answers or row.count(None) != shape.empty:\n",
        "        if None in answers:\n",
        "test_two_ways.py::test_a_new_record_is_sealed_as_any_other",
    ),
    Mutant(
        "the clock follows another without bounds",
        "db/replica/receiving.py",
        "        follow = min(self._latest, (self._now + _AHEAD) << 16)\n",
        "        follow = self._latest\n",
        EXCHANGE + "test_i16_the_own_clock_follows_another_no_more_than_a_day",
    ),
    Mutant(
        "what another program left is not sealed before sending",
        "app/exchange/delivery.py",
        "    capture.seal(connection, capture.OUTSIDE, now)\n",
        "",
        CAPTURE + "test_i14_what_was_never_sealed_is_sealed_before_a_file_is_written",
    ),
    Mutant(
        "a forged writer is believed",
        "db/replica/identity.py",
        "    return known is None or tuple(known) == (origin.office_id, origin.key)\n",
        "    return True\n",
        COPIES + "test_a_writer_is_not_believed_under_another_key",
    ),
    Mutant(
        "a damaged payload is not noticed",
        "sync/envelope.py",
        "    check(Payload(len(payload), hashlib.sha256(payload).digest()) == said)\n",
        "",
        EXCHANGE + "test_i10_a_file_with_any_single_bit_flipped_is_refused",
    ),
)


def run(names: Sequence[str] = ()) -> Iterator[tuple[Mutant, str]]:
    """Make the program wrong in every way, or those named; yield each with what its test said.

    That is ``killed``, ``survived``, or why it could not be tried.
    """
    chosen = [one for one in MUTANTS if not names or one.name in names]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in _COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, copy / name)
        for one in ROOT.iterdir():  # whatever else the tests need, now or later
            if one.name not in _COPIED and not one.name.startswith("."):
                (copy / one.name).symlink_to(one)
        yield from ((mutant, _try(copy, mutant)) for mutant in chosen)


def _try(copy: Path, mutant: Mutant) -> str:
    file = copy / "msp_desktop" / mutant.file
    right = file.read_text("utf-8")
    if right.count(mutant.right) != 1:
        return "the line to change is not there once"
    if _pytest(copy, mutant.test):
        return "the test fails without the mutant"
    try:
        file.write_text(right.replace(mutant.right, mutant.wrong), "utf-8")
        status = _pytest(copy, mutant.test)
    finally:
        file.write_text(right, "utf-8")
    return {0: "survived", 1: "killed"}.get(status, f"pytest ended with {status}")


def _pytest(folder: Path, test: str) -> int:
    command = (sys.executable, "-B", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", test)
    environment = os.environ | {"PYTHONPATH": str(folder)}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, check=False
    ).returncode
