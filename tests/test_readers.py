"""Who may use the chat: everybody, or whoever has a password, is named by a proxy, or comes from an embedding page."""

import time
from collections.abc import Mapping
from pathlib import Path

import jwt
import pytest
from fastapi.testclient import TestClient

from assistant.admin_routes import KeepPeer
from assistant.opening import Opening
from assistant.readers import COOKIE, Readers
from assistant.server import build_routes
from assistant.settings import AssistantSettings
from assistant.tokens import AUDIENCE, SESSION_SECONDS, Sessions
from ingest.errors import SeminarError
from tests.fake_assistant import REPORT, FakeAssistant

PASSWORD, SECRET, PROXY = "港の見える公園", "s" * 40, "10.0.0.5"
HERE, PORTAL = "http://testserver", "https://portal.example"
PAGE = f"/source/{REPORT}/1"
HTML = {"Accept": "text/html"}
CLOSED = [
    "/",
    PAGE,
    "/history",
    "/help",
    "/chats",
    "/chat.js",
    "/answer/list.csv?q=x",
    "/gradio_api/queue/join",
    "/api/ask",
]
OPEN = ["/health", "/ready", "/widget.js", "/embed/check", "/sign-in", "/sign-in.css"]


def client_of(folder: Path, peer: str = "192.0.2.1", root: str = "", **given: str) -> TestClient:
    settings = AssistantSettings.model_validate({"embed_origins": PORTAL, **given})
    opening = Opening(lambda: FakeAssistant(folder))
    opening.wait()
    app = build_routes(opening, settings, readers=Readers(settings, folder))
    return TestClient(KeepPeer(app), HERE, client=(peer, 1), root_path=root, follow_redirects=False)


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return client_of(tmp_path, reader_password=PASSWORD, embed_secret=SECRET)


def sign_in(client: TestClient, password: str = PASSWORD, wanted: str = "", origin: str = HERE) -> tuple[int, str]:
    sent = {"password": password, "next": wanted}
    answer = client.post("/sign-in", data=sent, headers={"Origin": origin})
    return answer.status_code, answer.headers.get("location", "")


def offer(secret: str = SECRET, algorithm: str = "HS256", **claims: object) -> str:
    now = int(time.time())
    return jwt.encode({"aud": AUDIENCE, "iat": now, "exp": now + 300, **claims}, secret, algorithm)


def exchanged(client: TestClient, token: str) -> str:
    answer = client.post("/embed/session", content=token, headers={"Origin": PORTAL})
    assert answer.status_code == 200
    return f"/{answer.json()['path']}"


def test_nobody_has_to_sign_in_until_a_means_is_set(tmp_path: Path) -> None:
    client = client_of(tmp_path)
    assert client.get(PAGE).status_code == 200
    assert (client.get("/sign-in").status_code, client.post("/embed/session").status_code) == (404, 404)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_nothing_answers_whoever_has_not_signed_in(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path, headers={"Origin": HERE})
    assert (answer.status_code, answer.text) == (401, "Unauthorized")


@pytest.mark.parametrize("path", OPEN)
def test_what_says_nothing_of_the_reports_is_open(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


def test_a_browser_is_led_to_the_form_and_back_to_where_it_was_going(client: TestClient) -> None:
    led = client.get(f"{PAGE}?at=1.0-3&lang=en", headers=HTML)
    assert led.status_code == 303
    form = client.get(led.headers["location"])
    assert 'type="password"' in form.text and "source/0123456789ab/1?at=1.0-3&amp;lang=en" in form.text
    assert sign_in(client, wanted=f"{PAGE[1:]}?at=1.0-3&lang=en") == (303, f"{PAGE}?at=1.0-3&lang=en")
    assert client.get(PAGE).status_code == 200
    assert client.get("/sign-in").text.count("<button>") == 1


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "\\\\evil.example",
        "javascript:hit()",
        "\t//evil.example",
        "a\r\nSet-Cookie: x=1",
    ],
)
def test_the_form_leads_nowhere_else(client: TestClient, wanted: str) -> None:
    assert sign_in(client, wanted=wanted) == (303, "/")


def test_a_wrong_password_is_told_and_guessing_is_stopped(client: TestClient) -> None:
    assert [sign_in(client, "wrong")[0] for _ in range(6)] == [403] * 5 + [429]
    assert sign_in(client)[0] == 429
    assert COOKIE not in client.cookies


@pytest.mark.parametrize("origin", [PORTAL, "null", "https://evil.example"])
def test_no_other_site_signs_a_browser_in_or_acts_for_it(client: TestClient, origin: str) -> None:
    assert sign_in(client, origin=origin)[0] == 403
    sign_in(client)
    for path in ("/chats/x/0/rating", "/sign-out", "/gradio_api/queue/join"):
        assert client.post(path, headers={"Origin": origin}).status_code == 403


def test_signing_out_closes_the_chat_again(client: TestClient) -> None:
    sign_in(client)
    assert client.post("/sign-out", headers={"Origin": HERE}).status_code == 303
    assert client.get(PAGE).status_code == 401


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: TestClient) -> None:
    answer = client.post("/sign-in", data={"password": PASSWORD}, headers={"Origin": HERE})
    kept = {part.lower() for part in answer.headers["set-cookie"].split("; ")[1:]}
    assert kept == {"httponly", "path=/", "samesite=lax", f"max-age={SESSION_SECONDS}"}


@pytest.mark.parametrize(
    ("peer", "headers", "status"),
    [
        (PROXY, {"X-Reader": "sato"}, 200),
        (PROXY, {}, 401),
        ("192.0.2.1", {"X-Reader": "sato"}, 401),
        ("192.0.2.1", {"X-Reader": "sato", "X-Forwarded-For": PROXY}, 401),
    ],
    ids=["proxy", "proxy-silent", "other", "pretending"],
)
def test_a_trusted_proxy_names_who_reads(tmp_path: Path, peer: str, headers: Mapping[str, str], status: int) -> None:
    client = client_of(tmp_path, peer, reader_header="X-Reader", reader_proxies=PROXY)
    assert client.get(PAGE, headers=headers).status_code == status


def test_an_embedding_page_lets_its_readers_in_without_a_cookie(client: TestClient) -> None:
    inside = exchanged(client, offer(sub="佐藤"))
    assert client.get(f"{inside}{PAGE[1:]}").status_code == 200
    assert client.get(f"{inside}history").status_code == 200
    assert not client.cookies
    assert client.get(f"{inside}admin/").status_code == 404


@pytest.mark.parametrize("root", ["/seminar", "/t/seminar"])
def test_it_does_so_below_a_prefix_too(tmp_path: Path, root: str) -> None:
    client = client_of(tmp_path, root=root, embed_secret=SECRET)
    inside = exchanged(client, offer())
    assert client.get(f"{root}{inside}{PAGE[1:]}").status_code == 200
    assert client.get(f"{root}{PAGE}").status_code == 401
    moved = client.get(f"{root}{inside}history", headers={**HTML, "Sec-Fetch-Dest": "document"})
    assert moved.headers["location"] == f"{root}/history" and f"Path={root}/;" in moved.headers["set-cookie"]


def test_what_is_taken_away_from_a_frame_holds_no_session(client: TestClient) -> None:
    inside = exchanged(client, offer())
    table = client.get(f"{inside}history/editions.csv")
    assert table.status_code == 200 and "/source/" in table.text
    assert "/t/" not in table.text


def test_a_page_opened_beside_the_frame_moves_its_session_out_of_the_address(client: TestClient) -> None:
    inside = exchanged(client, offer())
    moved = client.get(f"{inside}{PAGE[1:]}?lang=en", headers={**HTML, "Sec-Fetch-Dest": "document"})
    assert (moved.status_code, moved.headers["location"]) == (303, f"{PAGE}?lang=en")
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    "origin", ["", "null", "https://evil.example", f"{PORTAL}.evil.example", "http://portal.example"]
)
def test_only_listed_pages_get_a_session(client: TestClient, origin: str) -> None:
    assert client.post("/embed/session", content=offer(), headers={"Origin": origin}).status_code == 403


NOW = int(time.time())
FORGED = {
    "empty": "",
    "no-token": "a.b.c",
    "dots": "..",
    "long": "a" * 5000,
    "bytes": "\ud55c.\ud55c.\ud55c",
    "other-secret": offer("x" * 40),
    "other-algorithm": offer(SECRET * 2, "HS512"),
    "unsigned": jwt.encode({"aud": AUDIENCE, "iat": NOW, "exp": NOW + 60}, "", "none"),
    "cut": offer()[:-3],
    "other-audience": offer(aud="seminar-session"),
    "several-audiences": offer(aud=[AUDIENCE, "x"]),
    "over": offer(iat=NOW - 500, exp=NOW - 300),
    "lasting": offer(exp=NOW + 10**6),
    "of-tomorrow": offer(iat=NOW + 86400, exp=NOW + 86500),
    "endless": jwt.encode({"aud": AUDIENCE, "iat": NOW}, SECRET, "HS256"),
    "of-nowhen": jwt.encode({"aud": AUDIENCE, "exp": NOW + 300}, SECRET, "HS256"),
    "odd-times": offer(exp=1e300),
    "number-as-name": offer(sub=7),
    "list": jwt.api_jws.encode(b"[]", SECRET, "HS256"),
}  # fmt: skip


@pytest.mark.parametrize("token", FORGED.values(), ids=FORGED)
def test_a_token_that_is_not_fresh_and_ours_lets_nobody_in(client: TestClient, token: str) -> None:
    assert client.post("/embed/session", content=token.encode(), headers={"Origin": PORTAL}).status_code == 401
    path = f"/t/{token}{PAGE}" if token.isascii() else PAGE
    assert client.get(path).status_code in (401, 404)
    cookie = token if token.isascii() else "x"
    assert client.get(PAGE, headers={"Cookie": f"{COOKIE}={cookie}"}).status_code == 401


def test_an_offer_is_no_session_and_a_session_no_offer(client: TestClient, tmp_path: Path) -> None:
    session = Sessions(tmp_path, PASSWORD, SECRET).begin("")
    assert client.get(PAGE, headers={"Cookie": f"{COOKIE}={session}"}).status_code == 200
    assert client.get(PAGE, headers={"Cookie": f"{COOKIE}={offer()}"}).status_code == 401
    assert client.post("/embed/session", content=session, headers={"Origin": PORTAL}).status_code == 401


def test_a_session_holds_in_every_process_of_a_data_folder_until_the_password_changes(tmp_path: Path) -> None:
    session = Sessions(tmp_path, PASSWORD, "").begin("佐藤")
    assert Sessions(tmp_path, PASSWORD, "").name(session) == "佐藤"
    assert Sessions(tmp_path, "another", "").name(session) is None
    assert Sessions(tmp_path / "elsewhere", PASSWORD, "").name(session) is None
    key = tmp_path / "readers.key"
    assert (key.stat().st_mode & 0o777, key.stat().st_size) == (0o600, 32)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["readers.key"]


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"embed_secret": "short"}, "SEMINAR_EMBED_SECRET"),
        ({"reader_header": "X-Reader"}, "SEMINAR_READER_PROXIES"),
        ({"reader_header": "X-Reader", "reader_proxies": "portal"}, "SEMINAR_READER_PROXIES"),
    ],
    ids=["short", "no-proxy", "no-address"],
)
def test_a_careless_means_is_refused(tmp_path: Path, given: dict[str, str], named: str) -> None:
    with pytest.raises(SeminarError, match=named) as refused:
        client_of(tmp_path, **given)
    assert "short," not in str(refused.value)


@pytest.mark.parametrize(("sent", "status"), [({}, 401), ({"Authorization": f"Bearer {'k' * 32}"}, 200)])
def test_where_readers_sign_in_programs_need_a_key(tmp_path: Path, sent: dict[str, str], status: int) -> None:
    client = client_of(tmp_path, reader_password=PASSWORD, api_keys="k" * 32)
    answer = client.post("/api/ask", json={"question": "公園"}, headers=sent)
    assert answer.status_code == status
    assert client.get("/history", headers=sent).status_code == 401
