"""Refusals of the domain: a code, and the facts a sentence needs. No sentence is written here."""

from collections.abc import Mapping


class Refused(Exception):
    """An act that the rules do not allow now.

    `code` is stable and names the rule that stood in the way; the interface turns it into a
    sentence. `facts` fill that sentence and never hold personal data.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, str | int] = facts
