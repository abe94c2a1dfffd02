"""The gate of the staff page: nothing behind it answers anybody who is not signed in, and no other site can use it."""

import re
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.testclient import TestClient

from assistant.access import Access
from assistant.admin_routes import KeepPeer, admin_routes
from assistant.desk import WHO, who
from assistant.headers import SafeHeaders
from assistant.records import LANGUAGES
from assistant.settings import AssistantSettings

PASSWORD, PROXY = "港の見える公園", "10.0.0.5"
HERE = "http://testserver"
METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"]


async def page(request: Request) -> PlainTextResponse:
    """Answer as the page behind the gate, which is told who is there."""
    await request.body()
    return PlainTextResponse(f"page of {who(request.headers)!r}")


PAGES = {language: Starlette(routes=[Route("/{rest:path}", page, methods=METHODS)]) for language in LANGUAGES}


def client_of(settings: AssistantSettings, peer: str = "192.0.2.1", address: str = HERE) -> TestClient:
    routes: list[BaseRoute] = [*admin_routes(Access(settings), PAGES), Mount("/", page_of_nobody)]
    app = KeepPeer(SafeHeaders(Starlette(routes=routes), ["https://portal.example"]))
    return TestClient(app, address, client=(peer, 1), follow_redirects=False)


page_of_nobody = PlainTextResponse("Not Found", 404)


@pytest.fixture
def client() -> TestClient:
    return client_of(AssistantSettings(admin_password=PASSWORD))


def sign_in(client: TestClient, password: str = PASSWORD, origin: str = HERE, prefix: str = "") -> tuple[int, str]:
    """Return the status and the cookie that is set."""
    sent = {"name": "山田", "password": password}
    answer = client.post(f"{prefix}/admin/sign-in", data=sent, headers={"Origin": origin})
    return answer.status_code, answer.headers.get("set-cookie", "")


BEHIND = [
    ("POST", "sign-out"),
    ("GET", "admin.js"),
    *((method, path) for method in METHODS for path in ("ja/", "en/gradio_api/queue/join", "zh-Hans/theme.css")),
    ("POST", "ja/gradio_api/upload"),
    ("POST", "ja/gradio_api/upload?upload_id=x"),
    ("GET", "ja/gradio_api/upload_progress?upload_id=x"),
    ("GET", "ja/gradio_api/queue/data?session_hash=x"),
    ("GET", "ja/gradio_api/heartbeat/x"),
    ("GET", "ja/gradio_api/file=/etc/hostname"),
    ("POST", "ja/gradio_api/run/predict"),
    ("GET", "ja/config"),
    ("GET", "ja/assets/index.js"),
    ("GET", "fr/"),
    ("GET", "nowhere"),
    ("POST", ""),
    ("GET", "sign-in"),
    ("GET", "/ja/"),
    ("GET", "%6aa/"),
    ("GET", "sign_in.css/../ja/"),
    ("GET", "sign_in.css/%2e%2e/ja/"),
    ("GET", ";/ja/"),
]


@pytest.mark.parametrize(
    "cookie", ["", "seminar_staff=", "seminar_staff=x", f"seminar_staff={'A' * 43}", "seminar_staff=*"]
)
@pytest.mark.parametrize(("method", "path"), BEHIND, ids=[" ".join(one) for one in BEHIND])
def test_nothing_behind_the_gate_answers_without_a_session(
    client: TestClient, method: str, path: str, cookie: str
) -> None:
    sign_in(client)
    client.cookies.clear()
    answer = client.request(method, f"/admin/{path}", headers={"Cookie": cookie, "Origin": HERE, WHO: quote("山田")})
    assert answer.status_code == 401
    assert "page of" not in answer.text


@pytest.mark.parametrize(
    "path", ["/admin", "/admin/", "/admin/ja/", "/admin/sign-in", "/admin/sign_in.css", "/admin/admin.js", "/adminx"]
)
def test_while_it_is_not_set_up_it_answers_as_what_is_not_there(path: str) -> None:
    off = client_of(AssistantSettings(admin_proxies=PROXY))
    for method in METHODS:
        answer, nowhere = off.request(method, path, headers={"Origin": HERE}), off.request(method, "/nowhere")
        assert (answer.status_code, answer.content) == (404, nowhere.content)
        assert set(answer.headers.items()) == set(nowhere.headers.items())


def test_the_address_without_its_slash_leads_to_the_one_with_it(client: TestClient) -> None:
    answer = client.get("/admin")
    assert (answer.status_code, answer.headers["location"]) == (307, "admin/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_comes_finds_the_form_in_the_language_of_the_browser_or_chosen(
    client: TestClient, language: str
) -> None:
    for answer in (
        client.get(
            "/admin/", headers={"Accept-Language": {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}.get(language, language)}
        ),
        client.get("/admin/", params={"lang": language}),
    ):
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        assert f'<html lang="{language}">' in answer.text and 'type="password"' in answer.text


def test_the_form_can_be_framed_by_nobody_and_runs_no_script(client: TestClient) -> None:
    policy = client.get("/admin/").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src" not in policy
    assert re.findall(r"frame-ancestors [^;]*", policy) == ["frame-ancestors 'none'"]


@pytest.mark.parametrize(("address", "secure"), [(HERE, False), ("https://testserver", True)], ids=["http", "https"])
def test_the_cookie_stays_with_the_staff_page(address: str, secure: bool) -> None:
    client = client_of(AssistantSettings(admin_password=PASSWORD), address=address)
    status, cookie = sign_in(client, origin=address)
    first, *rest = cookie.split("; ")
    assert status == 303 and len(first) > 40
    expected = {"httponly", "path=/admin/", "samesite=strict", "max-age=28800", *(["secure"] if secure else [])}
    assert {part.lower() for part in rest} == expected


def test_behind_a_prefix_it_stays_there_too() -> None:
    access = Access(AssistantSettings(admin_password=PASSWORD))
    client = TestClient(Starlette(routes=admin_routes(access, PAGES)), root_path="/seminar", follow_redirects=False)
    status, cookie = sign_in(client, prefix="/seminar")
    assert status == 303 and "path=/seminar/admin/" in cookie.lower()
    assert client.get("/seminar/admin/ja/").text == "page of '山田'"


def test_whoever_signed_in_reaches_the_page_in_the_language_of_the_form(client: TestClient) -> None:
    answer = client.post(
        "/admin/sign-in", data={"name": "山田", "password": PASSWORD, "lang": "en"}, headers={"Origin": HERE}
    )
    assert answer.headers["location"] == "en/"
    assert client.get("/admin/en/").text == "page of '山田'"
    assert client.get("/admin/", headers={"Accept-Language": "zh-TW"}).headers["location"] == "zh-Hant/"


def test_nobody_can_say_to_be_somebody_else(client: TestClient) -> None:
    sign_in(client)
    assert client.get("/admin/en/", headers={WHO: quote("館長")}).text == "page of '山田'"


def test_signing_out_ends_the_session(client: TestClient) -> None:
    sign_in(client)
    token = client.cookies["seminar_staff"]
    answer = client.post("/admin/sign-out", headers={"Origin": HERE})
    assert answer.status_code == 303 and "max-age=0" in answer.headers["set-cookie"].lower()
    assert client.get("/admin/ja/", headers={"Cookie": f"seminar_staff={token}"}).status_code == 401


def test_a_wrong_password_is_told_and_too_many_say_how_long_to_wait(client: TestClient) -> None:
    answers = [
        client.post("/admin/sign-in", data={"password": f"{number}"}, headers={"Origin": HERE, "Accept-Language": "en"})
        for number in range(6)
    ]
    assert [answer.status_code for answer in answers] == [403] * 5 + [429]
    assert "set-cookie" not in answers[0].headers
    assert "15 min" in answers[-1].text and 'role="alert"' in answers[-1].text


ELSEWHERE: list[dict[str, str]] = [
    {},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": f"{HERE}.evil.example"},
    {"Origin": f"{HERE}:8080"},
    {"Origin": HERE, "Sec-Fetch-Site": "same-site"},
    {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "none"},
]


@pytest.mark.parametrize("headers", ELSEWHERE, ids=[", ".join(one.values()) or "silent" for one in ELSEWHERE])
@pytest.mark.parametrize("path", ["sign-in", "sign-out", "ja/gradio_api/upload", "ja/gradio_api/queue/join"])
def test_no_other_site_can_have_a_browser_act_for_staff(client: TestClient, headers: dict[str, str], path: str) -> None:
    sign_in(client)
    fields = {"name": "山田", "password": PASSWORD}
    answer = client.post(f"/admin/{path}", data=fields, headers=headers)
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)
    assert client.get("/admin/ja/").status_code == 200


@pytest.mark.parametrize("headers", [{"Origin": HERE}, {"Sec-Fetch-Site": "same-origin"}], ids=["origin", "fetch"])
def test_its_own_pages_can(client: TestClient, headers: dict[str, str]) -> None:
    sign_in(client)
    assert client.post("/admin/ja/gradio_api/upload", headers=headers).text == "page of '山田'"


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 403), (b"\xff\xfe", 403), (b"password", 403), (b"password=" + b"x" * 5000, 413)],
    ids=["empty", "bytes", "no-value", "long"],
)
def test_an_odd_form_is_no_sign_in(client: TestClient, body: bytes, status: int) -> None:
    assert client.post("/admin/sign-in", content=body, headers={"Origin": HERE}).status_code == status


@pytest.mark.parametrize(
    ("peer", "headers", "expected"),
    [
        (PROXY, {"X-Staff": "sato"}, "page of 'sato'"),
        (PROXY, {}, "Unauthorized"),
        ("192.0.2.1", {"X-Staff": "sato"}, "Unauthorized"),
        ("192.0.2.1", {"X-Staff": "sato", "X-Forwarded-For": PROXY, "Forwarded": f"for={PROXY}"}, "Unauthorized"),
    ],
    ids=["proxy", "proxy-silent", "other", "pretending"],
)
def test_a_trusted_proxy_names_who_is_staff(peer: str, headers: dict[str, str], expected: str) -> None:
    client = client_of(AssistantSettings(admin_header="X-Staff", admin_proxies=PROXY), peer)
    assert client.get("/admin/ja/", headers=headers).text == expected


def test_whom_a_proxy_names_needs_no_form_and_finds_none() -> None:
    settings = AssistantSettings(admin_header="X-Staff", admin_proxies=PROXY)
    client = client_of(settings, PROXY)
    assert client.get("/admin/", headers={"X-Staff": "sato"}).status_code == 303
    assert client.get("/admin/").status_code == 401
    assert sign_in(client, password="")[0] == 403
