"""Who is let in to the staff page, for how long, and how often a password may be guessed."""

from dataclasses import dataclass, field

import pytest

from assistant.access import IDLE_SECONDS, WHOLE_SECONDS, Access, TooManyTries
from assistant.settings import AssistantSettings
from ingest.errors import SeminarError

RIGHT, WRONG = "港の見える公園", "港の見える丘"
HEADER, PROXY = "X-Staff", "10.0.0.5"


@dataclass
class Clock:
    """A clock that goes on when it is told to."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Door:
    """A sign-in and its clock."""

    clock: Clock = field(default_factory=Clock)
    access: Access = field(init=False)

    def __post_init__(self) -> None:
        settings = AssistantSettings(admin_password=RIGHT, admin_header=HEADER, admin_proxies=f"{PROXY} 10.1.0.0/16")
        self.access = Access(settings, self.clock)

    def guess(self, count: int, client: str = "192.0.2.1") -> None:
        for _ in range(count):
            assert self.access.sign_in(client, "", WRONG) is None

    def enter(self, client: str = "192.0.2.1", name: str = "山田") -> str:
        token = self.access.sign_in(client, name, RIGHT)
        assert token
        return token


@pytest.fixture
def door() -> Door:
    return Door()


def test_without_a_password_or_a_header_there_is_no_staff_page() -> None:
    assert not Access(AssistantSettings()).open
    assert Access(AssistantSettings()).sign_in("192.0.2.1", "", "") is None


@pytest.mark.parametrize(
    ("settings", "by_password"),
    [
        (AssistantSettings(admin_password=RIGHT), True),
        (AssistantSettings(admin_header=HEADER, admin_proxies=PROXY), False),
    ],
    ids=["password", "header"],
)
def test_either_of_them_opens_it(settings: AssistantSettings, by_password: bool) -> None:
    access = Access(settings)
    assert (access.open, access.by_password) == (True, by_password)


@pytest.mark.parametrize("proxies", ["", "gateway", "10.0.0.5,10.0.0.6"])
def test_a_header_that_anybody_could_send_stops_the_server(proxies: str) -> None:
    with pytest.raises(SeminarError, match="SEMINAR_ADMIN_PROXIES"):
        Access(AssistantSettings(admin_header=HEADER, admin_proxies=proxies))


def test_the_password_is_not_shown_with_the_settings() -> None:
    assert RIGHT not in repr(AssistantSettings(admin_password=RIGHT))


def test_the_right_password_begins_a_session_with_a_name(door: Door) -> None:
    assert door.access.signed_in(door.enter()) == "山田"


@pytest.mark.parametrize("password", ["", WRONG, RIGHT + " ", RIGHT[:-1], RIGHT.encode().hex()])
def test_any_other_does_not(door: Door, password: str) -> None:
    assert door.access.sign_in("192.0.2.1", "山田", password) is None


@pytest.mark.parametrize("token", ["", "x", "0" * 43, "None"])
def test_a_token_made_up_is_nobody(door: Door, token: str) -> None:
    door.enter()
    assert door.access.signed_in(token) is None


def test_tokens_are_long_and_never_the_same(door: Door) -> None:
    tokens = {door.enter() for _ in range(50)}
    assert len(tokens) == 50 and min(map(len, tokens)) >= 43


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  山田　花子\n", "山田 花子"), ("a\x00b\x1b[31m", "a b [31m"), ("長" * 99, "長" * 60)],
    ids=["blanks", "control", "long"],
)
def test_a_name_is_kept_on_one_line_and_not_too_long(door: Door, typed: str, kept: str) -> None:
    assert door.access.signed_in(door.enter(name=typed)) == kept


def test_a_session_ends_when_nobody_uses_it(door: Door) -> None:
    token = door.enter()
    for _ in range(3):
        door.clock.now += IDLE_SECONDS - 1
        assert door.access.signed_in(token) is not None
    door.clock.now += IDLE_SECONDS
    assert door.access.signed_in(token) is None
    door.clock.now -= IDLE_SECONDS
    assert door.access.signed_in(token) is None


def test_a_session_ends_however_much_it_is_used(door: Door) -> None:
    token, uses = door.enter(), 0
    while door.access.signed_in(token) is not None:
        door.clock.now += IDLE_SECONDS / 2
        uses += 1
    assert uses == WHOLE_SECONDS / (IDLE_SECONDS / 2)


def test_signing_out_ends_one_session_and_no_other(door: Door) -> None:
    one, other = door.enter(), door.enter()
    door.access.sign_out(one)
    assert (door.access.signed_in(one), door.access.signed_in(other)) == (None, "山田")


def test_sessions_do_not_pile_up(door: Door) -> None:
    first = door.enter()
    for _ in range(300):
        door.clock.now += 1
        last = door.enter()
    assert (door.access.signed_in(first), door.access.signed_in(last)) == (None, "山田")


def test_whoever_guesses_is_not_even_heard_with_the_right_password(door: Door) -> None:
    door.guess(5)
    with pytest.raises(TooManyTries) as refused:
        door.access.sign_in("192.0.2.1", "", RIGHT)
    assert refused.value.wait_seconds == 900
    assert door.enter("192.0.2.2")
    door.clock.now += 900
    assert door.enter("192.0.2.1")


def test_the_right_password_forgives_the_wrong_ones_before(door: Door) -> None:
    for _ in range(4):
        door.guess(4)
        door.enter()


def test_tries_that_were_not_heard_do_not_make_the_wait_longer(door: Door) -> None:
    door.guess(5)
    for _ in range(20):
        door.clock.now += 10
        with pytest.raises(TooManyTries):
            door.access.sign_in("192.0.2.1", "", WRONG)
    door.clock.now += 900 - 200
    assert door.enter()


def test_addresses_of_one_ipv6_network_are_one_client(door: Door) -> None:
    for number in range(5):
        door.guess(1, f"2001:db8::{number}:1")
    with pytest.raises(TooManyTries):
        door.access.sign_in("2001:db8::ffff", "", RIGHT)
    assert door.enter("2001:db8:0:1::1")


def test_guessing_from_many_addresses_is_limited_in_all(door: Door) -> None:
    heard = 0
    for number in range(1000):
        try:
            door.guess(1, f"192.0.{number // 250}.{number % 250}")
            heard += 1
        except TooManyTries:
            pass
    assert heard == 50


def test_guessing_shuts_nobody_out_who_is_in(door: Door) -> None:
    token = door.enter("198.51.100.1")
    for number in range(50):
        door.guess(1, f"192.0.2.{number}")
    assert door.access.signed_in(token) == "山田"


@pytest.mark.parametrize(
    ("peer", "values", "name"),
    [
        (PROXY, ["山田"], "山田"),
        (PROXY, ["山田".encode().decode("latin-1")], "山田"),
        ("10.1.2.3", ["山田"], "山田"),
        (f"::ffff:{PROXY}", ["山田"], "山田"),
        ("10.0.0.6", ["山田"], None),
        ("127.0.0.1", ["山田"], None),
        ("", ["山田"], None),
        ("unix:", ["山田"], None),
        (PROXY, [], None),
        (PROXY, [" "], None),
        (PROXY, ["山田", "佐藤"], None),
    ],
    ids=["proxy", "bytes", "network", "mapped", "other", "local", "none", "socket", "silent", "blank", "twice"],
)
def test_a_header_counts_only_from_a_trusted_proxy(door: Door, peer: str, values: list[str], name: str | None) -> None:
    assert door.access.named_by_proxy(peer, values) == name
