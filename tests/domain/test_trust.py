"""Whose keys are trusted follows from what was compared, said and reported, and from nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from msp_desktop.domain.offices import Standing
from msp_desktop.domain.trust import Facts, KnownKeys, Said, Trust

ME, DISTRICT, CENTRE, OTHER = "me", "district", "centre", "other"
OWN = b"own"
UNKNOWN, INTRODUCED, VERIFIED, CHANGED, REVOKED = (
    Standing.UNKNOWN,
    Standing.INTRODUCED,
    Standing.VERIFIED,
    Standing.CHANGED,
    Standing.REVOKED,
)


class Town:
    """What an office knows, said line by line."""

    def __init__(self) -> None:
        self.own: tuple[bytes, ...] = (OWN,)
        self.cards: dict[bytes, KnownKeys] = {}
        self.vouchers: set[Said] = set()
        self.revocations: set[Said] = set()

    def card(self, office: str, key: bytes, *earlier: bytes, confirmed: bool = False) -> bytes:
        self.cards[key] = KnownKeys(office, earlier, confirmed)
        return key

    def vouch(self, issuer: bytes, key: bytes) -> None:
        self.vouchers.add(Said(key, issuer))

    def revoke(self, issuer: bytes, key: bytes) -> None:
        self.revocations.add(Said(key, issuer))

    @property
    def trust(self) -> Trust:
        facts = Facts(
            ME, self.own, self.cards, frozenset(self.vouchers), frozenset(self.revocations)
        )
        return Trust(facts)

    def standing(self, office: str, key: bytes) -> Standing:
        return self.trust.standing(office, key)


def test_a_key_nobody_said_anything_of_is_unknown() -> None:
    town = Town()
    assert town.standing(DISTRICT, b"a") is UNKNOWN
    town.card(DISTRICT, b"a")
    assert town.standing(DISTRICT, b"a") is UNKNOWN, "its own card proves nothing"


def test_a_key_whose_digits_were_compared_is_verified_for_its_office_alone() -> None:
    town = Town()
    town.card(DISTRICT, b"a", confirmed=True)
    assert town.standing(DISTRICT, b"a") is VERIFIED
    assert town.standing(OTHER, b"a") is UNKNOWN


def test_another_key_of_a_verified_office_is_a_change() -> None:
    town = Town()
    town.card(DISTRICT, b"a", confirmed=True)
    town.card(DISTRICT, b"forged")
    assert town.standing(DISTRICT, b"forged") is CHANGED
    assert town.standing(DISTRICT, b"a") is VERIFIED, "a forged card must not shut the office out"


def test_an_office_introduced_by_a_verified_one_is_trusted() -> None:
    town = Town()
    town.card(CENTRE, b"c", confirmed=True)
    town.card(DISTRICT, b"a")
    town.vouch(b"c", b"a")
    assert town.standing(DISTRICT, b"a") is INTRODUCED


def test_who_was_only_introduced_introduces_nobody() -> None:
    town = Town()
    town.card(CENTRE, b"c", confirmed=True)
    town.card(DISTRICT, b"a")
    town.card(OTHER, b"o")
    town.vouch(b"c", b"a")
    town.vouch(b"a", b"o")
    assert town.standing(OTHER, b"o") is UNKNOWN


def test_nobody_introduces_itself_or_an_office_it_knows_nothing_of() -> None:
    town = Town()
    town.card(DISTRICT, b"a")
    town.vouch(b"a", b"a")
    assert town.standing(DISTRICT, b"a") is UNKNOWN
    town.card(CENTRE, b"c", confirmed=True)
    town.card(CENTRE, b"c2")
    town.vouch(b"c", b"c2")
    assert town.standing(CENTRE, b"c2") is CHANGED, "new keys must be signed, not vouched for"


def test_nobody_introduces_a_key_as_this_office() -> None:
    town = Town()
    town.card(CENTRE, b"c", confirmed=True)
    town.card(ME, b"forged")
    town.vouch(b"c", b"forged")
    assert town.standing(ME, b"forged") is CHANGED
    assert town.standing(ME, OWN) is VERIFIED


def test_introducing_other_keys_than_were_compared_changes_nothing() -> None:
    town = Town()
    town.card(CENTRE, b"c", confirmed=True)
    town.card(DISTRICT, b"a", confirmed=True)
    town.card(DISTRICT, b"b")
    town.vouch(b"c", b"b")
    assert town.standing(DISTRICT, b"a") is VERIFIED
    assert town.standing(DISTRICT, b"b") is CHANGED


def test_two_offices_that_introduce_different_keys_of_a_third_leave_it_to_a_person() -> None:
    town = Town()
    for issuer, office, key in ((b"c", CENTRE, b"a"), (b"o", OTHER, b"b")):
        town.card(office, issuer, confirmed=True)
        town.card(DISTRICT, key)
        town.vouch(issuer, key)
    assert town.standing(DISTRICT, b"a") is CHANGED
    assert town.standing(DISTRICT, b"b") is CHANGED
    town.card(DISTRICT, b"b", confirmed=True)
    assert town.standing(DISTRICT, b"a") is CHANGED
    assert town.standing(DISTRICT, b"b") is VERIFIED


def test_keys_that_follow_verified_ones_are_verified_and_the_earlier_ones_stay() -> None:
    town = Town()
    town.card(DISTRICT, b"a", confirmed=True)
    town.card(DISTRICT, b"c", b"b", b"a")
    assert [town.standing(DISTRICT, key) for key in (b"a", b"b", b"c")] == [VERIFIED] * 3


def test_keys_before_compared_ones_are_trusted_too() -> None:
    town = Town()
    town.card(DISTRICT, b"b", b"a", confirmed=True)
    assert town.standing(DISTRICT, b"a") is VERIFIED, "what it wrote with its first keys counts"


def test_keys_that_follow_introduced_ones_are_introduced() -> None:
    town = Town()
    town.card(CENTRE, b"c", confirmed=True)
    town.card(DISTRICT, b"a")
    town.vouch(b"c", b"a")
    town.card(DISTRICT, b"b", b"a")
    assert town.standing(DISTRICT, b"b") is INTRODUCED
    town.card(CENTRE, b"c2", b"c")
    assert town.standing(DISTRICT, b"b") is INTRODUCED, "the word of the centre outlives its keys"


def test_two_keys_that_both_follow_the_same_are_both_left_to_a_person() -> None:
    town = Town()
    town.card(DISTRICT, b"a", confirmed=True)
    town.card(DISTRICT, b"b", b"a")
    town.card(DISTRICT, b"thief", b"a")
    assert town.standing(DISTRICT, b"b") is CHANGED
    assert town.standing(DISTRICT, b"thief") is CHANGED
    town.card(DISTRICT, b"b", b"a", confirmed=True)
    assert town.standing(DISTRICT, b"b") is VERIFIED
    assert town.standing(DISTRICT, b"thief") is CHANGED


def test_a_revoked_key_is_revoked_and_hands_nothing_on() -> None:
    town = Town()
    town.card(DISTRICT, b"a", confirmed=True)
    town.card(DISTRICT, b"b", b"a")
    town.revoke(OWN, b"a")
    assert town.standing(DISTRICT, b"a") is REVOKED
    assert town.standing(DISTRICT, b"b") is CHANGED, "a thief could have made them"
    town.card(DISTRICT, b"b", b"a", confirmed=True)
    assert town.standing(DISTRICT, b"b") is VERIFIED
    assert town.standing(DISTRICT, b"a") is REVOKED


def test_only_those_who_were_verified_here_are_heeded_when_they_revoke() -> None:
    town = Town()
    town.card(CENTRE, b"c", confirmed=True)
    town.card(OTHER, b"o")
    town.vouch(b"c", b"o")
    town.card(DISTRICT, b"a", confirmed=True)
    for issuer in (b"o", b"stranger"):
        town.revoke(issuer, b"a")
        assert town.standing(DISTRICT, b"a") is VERIFIED
    town.revoke(b"c", b"a")
    assert town.standing(DISTRICT, b"a") is REVOKED


def test_a_key_may_revoke_itself() -> None:
    town = Town()
    town.card(DISTRICT, b"a", confirmed=True)
    town.revoke(b"a", b"a")
    assert town.standing(DISTRICT, b"a") is REVOKED


def test_a_reported_key_is_known_as_such_though_its_card_never_came() -> None:
    town = Town()
    town.card(CENTRE, b"c", confirmed=True)
    town.revoke(b"c", b"a")
    assert town.standing(DISTRICT, b"a") is REVOKED
    assert b"a" in town.trust.answered_for
    town.card(OTHER, b"a")
    assert town.standing(DISTRICT, b"a") is UNKNOWN, "it is the other's, and revoked"
    assert town.standing(OTHER, b"a") is REVOKED
    town.revoke(b"stranger", b"b")
    town.revoke(b"d", b"d")
    for key in (b"b", b"d"):
        assert town.standing(DISTRICT, key) is UNKNOWN


def test_nobody_answers_for_a_stranger_that_reports_its_own_keys() -> None:
    town = Town()
    town.card(DISTRICT, b"a", confirmed=True)
    town.card(OTHER, b"o")
    for key in (b"a", b"o"):
        town.revoke(key, key)
    assert b"a" in town.trust.answered_for
    assert b"o" not in town.trust.answered_for


def test_the_word_of_revoked_keys_does_not_count() -> None:
    town = Town()
    town.card(CENTRE, b"c", confirmed=True)
    town.card(DISTRICT, b"a", confirmed=True)
    town.revoke(b"c", b"a")
    assert [town.trust.has_word(key) for key in (OWN, b"c", b"a", b"x")] == [
        True,
        True,
        False,
        False,
    ]


def test_an_introduction_by_revoked_keys_ends() -> None:
    town = Town()
    town.card(CENTRE, b"c", confirmed=True)
    town.card(DISTRICT, b"a")
    town.vouch(b"c", b"a")
    town.revoke(OWN, b"c")
    assert not town.standing(DISTRICT, b"a").is_trusted


def test_a_thief_cannot_revoke_others_once_this_office_knows() -> None:
    town = Town()
    town.card(DISTRICT, b"stolen", confirmed=True)
    town.card(CENTRE, b"c", confirmed=True)
    town.revoke(b"stolen", b"c")
    assert town.standing(CENTRE, b"c") is REVOKED
    town.revoke(OWN, b"stolen")
    assert town.standing(CENTRE, b"c") is VERIFIED


def test_two_that_revoke_each_other_are_both_left_to_a_person() -> None:
    town = Town()
    town.card(DISTRICT, b"a", confirmed=True)
    town.card(CENTRE, b"c", confirmed=True)
    town.revoke(b"a", b"c")
    town.revoke(b"c", b"a")
    assert town.standing(DISTRICT, b"a") is REVOKED
    assert town.standing(CENTRE, b"c") is REVOKED


def test_a_restored_office_trusts_the_keys_it_made_after_the_backup() -> None:
    town = Town()
    town.card(ME, b"newer", OWN)
    assert town.standing(ME, b"newer") is VERIFIED
    town.own = (b"newest", OWN)
    town.card(ME, b"thief", OWN)
    assert town.standing(ME, b"thief") is CHANGED, "these did not follow the present ones"


KEYS = st.sampled_from([OWN, b"a", b"b", b"c", b"d", b"e"])
OFFICES = st.sampled_from([ME, DISTRICT, CENTRE, OTHER])
SAID = st.frozensets(st.builds(Said, KEYS, KEYS), max_size=6)


@st.composite
def towns(draw: st.DrawFn) -> Facts:
    cards = {
        key: KnownKeys(
            draw(OFFICES),
            tuple(draw(st.lists(KEYS.filter(lambda one: one != OWN), max_size=2, unique=True))),
            draw(st.booleans()),
        )
        for key in draw(st.sets(KEYS.filter(lambda one: one != OWN)))
    }
    cards = {
        key: one._replace(earlier=tuple(before for before in one.earlier if before != key))
        for key, one in cards.items()
    }
    return Facts(ME, (OWN,), cards, draw(SAID), draw(SAID))


@given(towns())
def test_however_cards_and_words_are_made_up_some_things_never_happen(facts: Facts) -> None:
    trust = Trust(facts)
    assert trust.standing(ME, OWN) is VERIFIED
    confirmed = {key for key, card in facts.cards.items() if card.is_confirmed}
    for key in facts.cards.keys() | {OWN}:
        for office in (DISTRICT, CENTRE, OTHER):
            standing = trust.standing(office, key)
            if any(Said(key, OWN) == one for one in facts.revocations):
                assert not standing.is_trusted
            if not confirmed:
                assert not standing.is_trusted, "nothing is trusted before anything was compared"


@given(towns(), SAID)
def test_a_stranger_who_says_more_changes_nothing(facts: Facts, more: frozenset[Said]) -> None:
    by_stranger = frozenset(Said(one.key, b"stranger") for one in more)
    louder = Facts(
        facts.own_office,
        facts.own,
        facts.cards,
        facts.vouchers | by_stranger,
        facts.revocations | by_stranger,
    )
    before, after = Trust(facts), Trust(louder)
    for key in facts.cards:
        for office in (ME, DISTRICT, CENTRE, OTHER):
            assert before.standing(office, key) is after.standing(office, key)
