"""The fake mailbox is true on what fooled clients before."""

import base64
from email.message import EmailMessage
from typing import Any

import pytest
import requests
from requests.models import Response

from tests.fakes.gmail import FakeGmail

HEADERS = {"Authorization": "Bearer ya29.fake"}


def call(gmail: FakeGmail, method: str, path: str, **arguments: Any) -> Response:
    with requests.Session() as session:
        session.trust_env = False
        url = f"{gmail.url}/gmail/v1/users/me/{path}"
        return session.request(method, url, headers=HEADERS, timeout=5, **arguments)


def raw(subject: str = "Reel") -> str:
    message = EmailMessage()
    message["From"] = "deals@house.example"
    message["To"] = "mia@creator.example"
    message["Bcc"] = "boss@house.example"
    message["Message-ID"] = "<ours@house.example>"
    message["X-Parley-Key"] = "key-1"
    message["Subject"] = subject
    message.set_content("Hello")
    message.add_alternative("<p>Hello</p>", subtype="html")
    return base64.urlsafe_b64encode(message.as_bytes()).decode()


def test_a_send_rewrites_the_message_id_and_keeps_our_header(gmail: FakeGmail) -> None:
    sent = call(gmail, "POST", "messages/send", json={"raw": raw()}).json()
    assert sent.keys() == {"id", "threadId", "labelIds"}
    message = call(gmail, "GET", f"messages/{sent['id']}").json()
    headers = {item["name"]: item["value"] for item in message["payload"]["headers"]}
    assert headers["Message-ID"].endswith("@mail.gmail.com>")
    assert headers["X-Parley-Key"] == "key-1"
    assert "Date" in headers
    assert "Bcc" not in headers
    plain, html = message["payload"]["parts"]
    assert (plain["mimeType"], html["mimeType"]) == ("text/plain", "text/html")
    assert isinstance(message["historyId"], str)
    assert isinstance(message["internalDate"], str)


def test_the_sent_label_sees_a_send_at_once_and_the_search_index_does_not(gmail: FakeGmail) -> None:
    sent = call(gmail, "POST", "messages/send", json={"raw": raw()}).json()
    listed = call(gmail, "GET", "messages", params={"labelIds": "SENT"}).json()
    assert [item["id"] for item in listed["messages"]] == [sent["id"]]
    query = {"q": "key-1"}
    assert call(gmail, "GET", "messages", params=query).json() == {"resultSizeEstimate": 0}
    gmail.search_lag_seconds = -1
    assert len(call(gmail, "GET", "messages", params=query).json()["messages"]) == 1


def test_another_subject_starts_another_thread(gmail: FakeGmail) -> None:
    first = call(gmail, "POST", "messages/send", json={"raw": raw()}).json()
    thread_id = first["threadId"]
    again = {"raw": raw("Re: Reel"), "threadId": thread_id}
    assert call(gmail, "POST", "messages/send", json=again).json()["threadId"] == thread_id
    other = {"raw": raw("Something else"), "threadId": thread_id}
    assert call(gmail, "POST", "messages/send", json=other).json()["threadId"] != thread_id
    assert len(call(gmail, "GET", f"threads/{thread_id}").json()["messages"]) == 2


def test_empty_keys_are_left_out(gmail: FakeGmail) -> None:
    mark = gmail.mailbox.history_id
    params = {"startHistoryId": mark, "historyTypes": "messageAdded"}
    assert call(gmail, "GET", "history", params=params).json() == {"historyId": str(mark)}


@pytest.mark.parametrize("method, path", [("GET", "threads/1"), ("GET", "nothing"), ("PUT", "x")])
def test_what_is_not_there_is_a_404_of_gmails(gmail: FakeGmail, method: str, path: str) -> None:
    answer = call(gmail, method, path)
    assert answer.status_code == 404
    assert answer.json()["error"]["errors"][0]["reason"] == "notFound"


def test_nobody_enters_without_a_token(gmail: FakeGmail) -> None:
    answer = requests.get(f"{gmail.url}/gmail/v1/users/me/profile", timeout=5)
    assert answer.status_code == 401
    assert answer.json()["error"]["errors"][0]["reason"] == "authError"
