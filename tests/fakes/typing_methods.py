"""What Telex and VNI would do to typed text: a model of its own, from the methods' description."""

VOWELS = frozenset("aeiouy")
TONES_TELEX = frozenset("sfrxjz")


def telex_changes(text: str) -> bool:
    """Whether a Telex input method would write anything else than these keys."""
    return any(_telex_word(word) for word in _words(text))


def vni_changes(text: str) -> bool:
    """Whether a VNI input method would write anything else than these keys."""
    return any(_vni_word(word) for word in _words(text))


def _words(text: str) -> list[str]:
    """An input method begins anew behind whatever is neither letter nor digit."""
    return "".join(char if char.isalnum() else " " for char in text.lower()).split()


def _telex_word(word: str) -> bool:
    """aa ee oo dd double, w gives a horn or is ư itself, s f r x j z set a tone on a vowel."""
    for place, key in enumerate(word):
        before = word[:place]
        if key in "aeo" and key in before:
            return True
        if key == "d" and "d" in before:
            return True
        if key == "w":
            return True
        if key in TONES_TELEX and VOWELS & set(before):
            return True
    return False


def _vni_word(word: str) -> bool:
    """1–5 set a tone and 0 takes it away, 6 7 8 change a vowel, 9 strikes through a d."""
    for place, key in enumerate(word):
        before = set(word[:place])
        if key in "0123456789" and key != "9" and VOWELS & before:
            return True
        if key == "9" and "d" in before:
            return True
    return False
