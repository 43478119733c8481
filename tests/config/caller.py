"""A script that calls the API."""

import json
from typing import Any

from django.test import Client


class Caller:
    """A script with a key."""

    def __init__(self, key: str) -> None:
        self.client = Client(headers={"Authorization": f"Bearer {key}"})

    def get(self, path: str, status: int = 200, **query: Any) -> Any:
        """GET and return the JSON."""
        answer = self.client.get(f"/api/v1/{path}", query)
        assert answer.status_code == status, answer.content
        return answer.json()

    def post(self, path: str, body: Any = None, status: int = 200) -> Any:
        """POST a JSON body, or none, and return the JSON."""
        content = b"" if body is None else json.dumps(body)
        answer = self.client.post(f"/api/v1/{path}", content, content_type="application/json")
        assert answer.status_code == status, answer.content
        return answer.json()
