"""A small HTTP control beside the standing vendors: bring a brief, reply, fail, look."""

from collections.abc import Callable
from typing import Any

from tests.fakes.server import FAULT_KINDS, FakeServer, RecordedRequest, Reply
from tests.fakes.standing import StandingVendors, as_lines, shown_mail

HELP = """\
curl {url}/brief -d '{{}}'
    ClickUp announces a brief; its sheet has Mia Lark and Bo Finch ("people", "fields" change that)
curl {url}/reply -d '{{"from": "mia@lark.example", "text": "My rate is $1,700."}}'
    somebody answers our newest mail to them
curl {url}/fail -d '{{"vendor": "gmail", "kind": "status", "match": "GET", "times": 9}}'
    the next calls fail: kinds {kinds}
curl {url}/recover -d '{{}}'
    every armed failure is taken back
curl {url}/model -d '{{"reading": {{"intent": "counter"}}, "writing": "Hello."}}'
    what the model answers from now on
curl {url}/press -d '{{"words": "Mia", "action": "approve"}}'
    staff presses a button of the newest Slack message with these words
curl {url}/command -d '{{"line": "/claim mia@lark.example"}}'
    staff types a slash command
curl {url}/slack           Slack's messages and answers
curl {url}/mails           mails Gmail sent for us
curl {url}/requests        how often each vendor was called, by path
"""


class Switchboard(FakeServer):
    """Answers people, not the house."""

    def __init__(self, vendors: StandingVendors) -> None:
        super().__init__()
        self._vendors = vendors
        self._doing: dict[str, Callable[[dict[str, Any]], Any]] = {
            "/brief": self._brief,
            "/reply": lambda told: vendors.reply(str(told["from"]), str(told["text"])),
            "/press": lambda told: vendors.press(str(told["words"]), str(told["action"])),
            "/command": lambda told: vendors.command(str(told["line"])),
            "/push": lambda told: vendors.push(),
            "/fail": self._fail,
            "/recover": self._recover,
            "/model": self._model,
        }
        self._showing: dict[str, Callable[[], Any]] = {
            "/mails": lambda: [shown_mail(m) for m in vendors.gmail.accepted_sends],
            "/slack": lambda: {
                "messages": vendors.slack.messages,
                "answers": vendors.slack.answers,
            },
            "/requests": self._requests,
        }

    def answer(self, request: RecordedRequest) -> Reply:
        """Do or show what the path says."""
        try:
            if request.method == "POST" and request.path in self._doing:
                return Reply(body=as_lines(self._doing[request.path](request.json() or {})))
            if request.path in self._showing:
                return Reply(body=as_lines(self._showing[request.path]()))
        except (LookupError, TypeError, ValueError) as error:
            return Reply(400, as_lines({"refused": str(error)}))
        return Reply(200 if request.path == "/" else 404, self.help().encode())

    def help(self) -> str:
        """Return what can be asked, as lines for a shell."""
        return HELP.format(url=self.url, kinds=", ".join(FAULT_KINDS))

    def _brief(self, told: dict[str, Any]) -> Any:
        fields = {name: tuple(value) for name, value in (told.get("fields") or {}).items()}
        given = {"people": told["people"]} if told.get("people") else {}
        return self._vendors.announce_brief(fields=fields, **given)

    def _fail(self, told: dict[str, Any]) -> Any:
        asked = dict(told)
        server = self._vendors.vendors[asked.pop("vendor")]
        server.fail(asked.pop("kind", "status"), asked.pop("match", ""), **asked)
        return {"armed": told}

    def _recover(self, told: dict[str, Any]) -> Any:
        for server in self._vendors.vendors.values():
            server.faults.clear()
        return {"recovered": sorted(self._vendors.vendors)}

    def _model(self, told: dict[str, Any]) -> Any:
        model = self._vendors.anthropic
        if "reading" in told:
            model.reading = lambda body: told["reading"]
        if "writing" in told:
            model.writing = lambda body: told["writing"]
        return {"set": sorted(told)}

    def _requests(self) -> Any:
        counts: dict[str, dict[str, int]] = {}
        for name, server in self._vendors.vendors.items():
            of_vendor = counts.setdefault(name, {})
            for request in server.requests:
                line = f"{request.method} {request.path}"
                of_vendor[line] = of_vendor.get(line, 0) + 1
        return counts
