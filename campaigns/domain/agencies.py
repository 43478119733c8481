"""Talent agencies known by their domain. Pure data; the house's own list comes before it."""

# A person has checked each; whoever writes from there speaks for somebody.
KNOWN_AGENCIES = {
    "unitedtalent.com": "United Talent Agency",
    "caa.com": "Creative Artists Agency",
    "icmpartners.com": "ICM Partners",
    "paradigmagency.com": "Paradigm Talent Agency",
    "gersh.com": "Gersh",
    "apa-agency.com": "APA",
    "abrams-artists.com": "Abrams Artists Agency",
    "buchwald.com": "Buchwald",
    "innovative-artists.com": "Innovative Artists",
    "selectmanagement.com": "Select Management Group",
    "digitaltalentagents.com": "Digital Talent Agents",
}
