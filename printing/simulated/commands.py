"""ESC/POS commands of one length, by name: those of Epson's reference, and what others add."""

ESC, FS, GS, DLE, DC2 = 0x1B, 0x1C, 0x1D, 0x10, 0x12
LEADS = {"ESC": ESC, "FS": FS, "GS": GS, "DLE": DLE, "DC2": DC2}
_BYTE_NAMES = {"SP": 0x20, "FF": 0x0C, "ENQ": 0x05}
TEXT_BYTES = frozenset(range(0x20, 0x100))
CONTROLS = {
    0x00: "NUL", 0x07: "BEL", 0x09: "HT", 0x0A: "LF", 0x0B: "VT", 0x0C: "FF", 0x0D: "CR",
    0x11: "DC1", 0x13: "DC3", 0x18: "CAN",
}  # fmt: skip

_FIXED_LENGTHS = {
    "ESC SP": 1, "ESC !": 1, "ESC #": 1, "ESC $": 2, "ESC %": 1, "ESC +": 1, "ESC -": 1, "ESC 2": 0,
    "ESC 3": 1, "ESC 5": 0, "ESC <": 0, "ESC =": 1, "ESC ?": 1, "ESC @": 0,
    "ESC A": 1, "ESC B": 2, "ESC C": 1, "ESC F": 1, "ESC o": 0,
    "ESC E": 1, "ESC FF": 0, "ESC G": 1, "ESC J": 1, "ESC K": 1, "ESC L": 0, "ESC M": 1,
    "ESC R": 1, "ESC S": 0, "ESC T": 1, "ESC U": 1, "ESC V": 1, "ESC W": 8,
    "ESC \\": 2, "ESC a": 1, "ESC c": 2, "ESC d": 1, "ESC e": 1, "ESC f": 2, "ESC i": 0,
    "ESC m": 0, "ESC p": 3, "ESC q": 0, "ESC r": 1, "ESC t": 1, "ESC u": 1, "ESC v": 0,
    "ESC x": 1, "ESC {": 1,
    "FS !": 1, "FS &": 0, "FS -": 1, "FS .": 0, "FS 2": 74, "FS ?": 2, "FS C": 1, "FS S": 2,
    "FS W": 1, "FS b": 0, "FS c": 0, "FS p": 2,
    "GS !": 1, "GS #": 1, "GS $": 2, "GS /": 1, "GS :": 0, "GS <": 0, "GS A": 2, "GS B": 1,
    "GS E": 1,
    "GS H": 1, "GS I": 1, "GS L": 2, "GS P": 2, "GS T": 1, "GS W": 2, "GS \\": 2, "GS ^": 3,
    "GS a": 1, "GS b": 1, "GS c": 0, "GS f": 1, "GS g": 4, "GS h": 1, "GS j": 1, "GS r": 1,
    "GS w": 1, "GS z": 3, "GS |": 1,
    "DLE ENQ": 1,
    "DC2 #": 1, "DC2 T": 0, "DC2 q": 1,
}  # fmt: skip
"""Bytes that follow the name of a command."""


def _head(name: str) -> bytes:
    lead, byte = name.split(" ", 1)
    return bytes((LEADS[lead], _BYTE_NAMES.get(byte) or ord(byte)))


FIXED = {_head(name): (name, length) for name, length in _FIXED_LENGTHS.items()}
