"""A script that calls the API."""

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
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

    def patch(self, path: str, body: Any, status: int = 200) -> Any:
        """PATCH a JSON body and return the JSON."""
        answer = self.client.patch(
            f"/api/v1/{path}", json.dumps(body), content_type="application/json"
        )
        assert answer.status_code == status, answer.content
        return answer.json()

    def upload(self, path: str, name: str, content: bytes, status: int = 200) -> Any:
        """POST a file and return the JSON."""
        file = SimpleUploadedFile(name, content)
        answer = self.client.post(f"/api/v1/{path}", {"file": file})
        assert answer.status_code == status, answer.content
        return answer.json()
