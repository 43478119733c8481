"""Turn the bytes of a mail into text as mail programs show them, whatever the label says."""

import codecs
import re

# Labels that browsers and mail programs read as the larger Windows set of the same letters:
# https://encoding.spec.whatwg.org/#names-and-labels. Python's own ISO sets would lose the euro.
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "euc_kr": "cp949", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "big5": "big5hkscs",
}  # fmt: skip
_ALIASES = {
    "ks_c_5601-1987": "cp949", "iso-8859-8-i": "iso-8859-8", "iso-8859-8-e": "iso-8859-8",
    "unicode-1-1-utf-7": "utf-7", "unicode-1-1-utf-8": "utf-8", "x-sjis": "cp932",
    "x-gbk": "gb18030", "x-euc-jp": "euc_jp", "x-mac-roman": "mac_roman",
    "windows-31j": "cp932", "windows-874": "cp874", "utf8mb4": "utf-8",
}  # fmt: skip
# Encodings of Python's that no mail program writes text in, some of which run escapes.
_NO_TEXT = frozenset({"unicode-escape", "raw-unicode-escape", "punycode", "idna", "undefined"})
# One byte, one letter: such text is hardly ever valid UTF-8 by chance, as Chinese may be.
_SINGLE_BYTE = ("cp125", "cp874", "iso8859", "koi8", "mac")
_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# Control characters nobody types: Windows letters a program took for ISO ones. 0x85 stays a
# line end.
_MISREAD = {
    code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0) if code != 0x85
}
_SURROGATES = re.compile("[\ud800-\udfff]")
_NUL = {0: None}


def decoded(data: bytes, label: str | None) -> str:
    """Text in the labelled character set; a wrong or missing label costs no more than it must."""
    for mark, name in _MARKED:
        if data.startswith(mark):
            return clean(data.decode(name, "replace"))
    return clean(_by_label(data, _codec(label)))


def _by_label(data: bytes, name: str) -> str:
    may_be_utf8 = name == "utf-8" or name.startswith(_SINGLE_BYTE)
    for one in ("utf-8", name) if may_be_utf8 else (name, "utf-8"):
        try:
            return data.decode(one, "surrogatepass" if one == "utf-8" else "strict")
        except (LookupError, ValueError, TypeError, RecursionError):
            continue
    try:
        return data.decode(name, _WESTERN if may_be_utf8 else "replace")
    except (LookupError, ValueError, TypeError, RecursionError):
        return data.decode("utf-8", _WESTERN)


def clean(text: str) -> str:
    """The text without what no database or JSON takes: NUL and halves of characters."""
    if _SURROGATES.search(text):
        # Two halves that stand together are one character.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    return text.translate(_NUL).translate(_MISREAD)


def _codec(label: str | None) -> str:
    """Python's name of the character set to read the label as: UTF-8 where it names none."""
    bare = (label or "").strip().strip("\"'").lower()
    try:
        name = codecs.lookup(_ALIASES.get(bare, bare)).name
    except (LookupError, ValueError, TypeError):
        return "utf-8"
    return "utf-8" if name in _NO_TEXT else _WIDER.get(name, name)


def _western(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes a character set does not know as Windows letters."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    broken = error.object[error.start : error.end]
    letters = (bytes([byte]).decode("cp1252", "ignore") for byte in broken)
    return "".join(letters), error.end


_WESTERN = "parley-western"
codecs.register_error(_WESTERN, _western)
