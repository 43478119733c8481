"""What Gmail writes above a mail it receives: its findings about who sent it."""

from collections.abc import Callable
from email import message_from_bytes
from email.utils import parseaddr

RECEIVER = "mx.google.com"
# Given the address in From, the header lines Gmail puts on top.
Receipt = Callable[[str], list[str]]


def received(raw: bytes, receipt: Receipt) -> bytes:
    """Return the mail with the receipt above everything the sender wrote."""
    address = parseaddr(str(message_from_bytes(raw).get("From", "")))[1]
    end = b"\r\n" if b"\r\n" in raw[:1000] else b"\n"
    return b"".join(line.encode() + end for line in receipt(address)) + raw


def passed(address: str) -> list[str]:
    """An honest mail: all three checks pass for the domain of From."""
    domain = domain_of(address)
    return [
        found(
            f"dkim=pass header.i=@{domain} header.s=s1 header.b=AbC/dE+1",
            f"spf=pass ({RECEIVER}: domain of {address} designates 203.0.113.9 as permitted"
            f" sender) smtp.mailfrom={address}",
            f"dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from={domain}",
        )
    ]


def failed(address: str) -> list[str]:
    """A forged From: another domain sent it, with a good mark of its own."""
    return [
        found(
            "dkim=pass header.i=@forger.example header.s=s1 header.b=AbC",
            "spf=pass smtp.mailfrom=bounce@forger.example",
            f"dmarc=fail (p=NONE sp=NONE dis=NONE) header.from={domain_of(address)}",
        )
    ]


def undecided(address: str) -> list[str]:
    """A domain without DKIM, SPF or DMARC: nothing to check."""
    domain = domain_of(address)
    return [
        found("dkim=none", f"spf=none smtp.mailfrom={address}", f"dmarc=none header.from={domain}")
    ]


def unchecked(address: str) -> list[str]:
    """A mail no receiver judged."""
    return []


def marked_by(method: str, domain: str) -> Receipt:
    """Only DKIM (`dkim`) or SPF (`spf`) passes, for this domain, and the From asks for no DMARC."""
    mark = {
        "dkim": f"dkim=pass header.i=@{domain} header.s=s1; spf=none smtp.helo=relay.{domain}",
        "spf": f"dkim=none; spf=pass smtp.mailfrom=bounce@{domain}",
    }[method]
    return lambda address: [found(mark)]


def forwarded(address: str) -> list[str]:
    """A forwarder changed the mail and sealed what it had found before (ARC)."""
    domain = domain_of(address)
    sealed = f"spf=pass smtp.mailfrom={address}; dmarc=pass header.from={domain}"
    return [
        f"ARC-Authentication-Results: i=2; {RECEIVER}; arc=pass (i=1); dmarc=fail",
        found(
            f"dkim=fail header.i=@{domain} header.s=s1",
            f"arc=pass (i=1 spf=pass spfdomain={domain} dmarc=pass fromdomain={domain})",
            "spf=pass smtp.mailfrom=list@forwarder.example",
            f"dmarc=fail (p=NONE sp=NONE dis=NONE arc=pass) header.from={domain}",
        ),
        f"ARC-Authentication-Results: i=1; {RECEIVER}; {sealed}",
    ]


def found(*results: str, receiver: str = RECEIVER) -> str:
    """One header of findings, folded as Gmail folds it."""
    return f"Authentication-Results: {receiver};\n       " + ";\n       ".join(results)


def domain_of(address: str) -> str:
    """The domain of an address."""
    return address.rpartition("@")[2]
