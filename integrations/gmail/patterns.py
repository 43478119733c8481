"""Compile patterns so that no text, however it is made, takes more than linear time."""

import re

LONGEST_REPEAT = 200

_OPEN = re.compile(r"\{(\d{0,4}),\}")


def bounded(source: str, flags: int | re.RegexFlag = 0) -> re.Pattern[str]:
    """Compile a pattern with each open-ended repeat cut at LONGEST_REPEAT.

    A repeat without an end costs its length again at every place a search may start, which is the
    square of the text's; with an end it costs a constant.
    """
    pieces: list[str] = []
    in_set = False
    at = 0
    while at < len(source):
        char = source[at]
        width = 2 if char == "\\" else 1
        if char == "[" and not in_set:
            in_set = True
            # A bracket right after the opening one is a letter of the set.
            width = 1 + len(_set_start(source, at + 1))
        elif char == "]":
            in_set = False
        elif not in_set and char in "*+":
            pieces.append(f"{{{int(char == '+')},{LONGEST_REPEAT}}}")
            at += 1
            continue
        elif not in_set and (found := _OPEN.match(source, at)):
            pieces.append(f"{{{found[1]},{LONGEST_REPEAT}}}")
            at = found.end()
            continue
        pieces.append(source[at : at + width])
        at += width
    return re.compile("".join(pieces), flags)


def _set_start(source: str, at: int) -> str:
    start = "^" if source.startswith("^", at) else ""
    return start + "]" if source.startswith("]", at + len(start)) else start
