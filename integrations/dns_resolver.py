"""Names looked up at the system's servers, or at the one that DNS_SERVER names."""

from collections.abc import Sequence

import dns.exception
import dns.resolver
from django.conf import settings

from integrations.deliverability import DnsSilent, Finding, findings_for

SECONDS = 3.0
DNS_PORT = 53


class DnsResolver:
    """Asks by UDP, by TCP where an answer is too long, each question for `seconds` at most."""

    def __init__(self, server: str = "", *, seconds: float = SECONDS) -> None:
        """`server` is an address with or without a port; none: what the system is set to."""
        self._server = server
        self._seconds = seconds

    def texts(self, name: str) -> Sequence[str]:
        """Return the TXT records of a name; the parts of each are joined, as RFC 7208 §3.3 says.

        :raises DnsSilent: if no server answers
        """
        try:
            answer = self._resolver().resolve(name, "TXT", search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except (dns.exception.DNSException, OSError, ValueError) as error:
            raise DnsSilent(type(error).__name__) from error
        return [b"".join(row.strings).decode("utf-8", "replace") for row in answer]

    def _resolver(self) -> dns.resolver.Resolver:
        resolver = dns.resolver.Resolver(configure=not self._server)
        if self._server:
            host, _, port = self._server.partition(":")
            resolver.nameservers = [host]
            resolver.port = int(port or DNS_PORT)
        resolver.lifetime = self._seconds
        return resolver


def deliverability_of(address: str) -> list[Finding]:
    """Return what DNS says of a sending address's domain; nothing while no mail really leaves."""
    if settings.GMAIL_MODE != "live":
        return []
    resolver = DnsResolver(settings.DNS_SERVER)
    return findings_for(address, resolver, selector=settings.GMAIL_DKIM_SELECTOR)
