"""Whom a mail greets: the right first name, or nobody in particular."""

import pytest

from campaigns.domain.names import first_name_of


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Mia", "Mia"),
        ("Mia Lark", "Mia"),
        ("MIA LARK", "Mia"),
        ("mia lark", "Mia"),
        ("JO SMITH", "Jo"),
        ("AJ", "AJ"),
        ("Lark, Mia", "Mia"),
        ("Dr. Mia Lark", "Mia"),
        ("Ms Mia Lark", "Mia"),
        ("✨Mia✨", "Mia"),
        ("Mia 🌿 Lark", "Mia"),
        ("Zoë", "Zoë"),
        ("Jean-Luc Moreau", "Jean-Luc"),
        ("O'Neill", "O'Neill"),
        ("McKenzie", "McKenzie"),
        ("Анна Петрова", "Анна"),
        ("Mia & Tom", "Mia and Tom"),
        ("J. Smith", ""),
        ("J Smith", ""),
        ("J.R. Smith", ""),
        ("@mia.lark", ""),
        ("mia_lark", ""),
        ("mia123", ""),
        ("MiaTravels", ""),
        ("The Lark Kitchen", ""),
        ("Lark Media", ""),
        ("Team Mia", ""),
        ("山田太郎", ""),
        ("김민지", ""),
        ("🌿", ""),
        ("", ""),
        ("<b>Mia", ""),
    ],
)
def test_a_person_is_greeted_by_the_name_they_use(name: str, greeted: str) -> None:
    assert first_name_of(name) == greeted
