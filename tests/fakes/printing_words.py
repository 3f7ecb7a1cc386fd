"""Reads a laid-out slip as a person would: its lines in print order, and its blocks of one kind."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from printing.blocks import Banner, Beside, Block, Ledger, Ruled, Signatures, Slip, Text, Together

Kind = TypeVar("Kind", bound=Block)


def flat(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Beside):
            yield from flat(block.left)
            yield from flat(block.right)
        elif isinstance(block, Together):
            yield from flat(block.blocks)
        else:
            yield block


def words(text: Text) -> str:
    return "".join(run.text for run in text.runs).replace("\u00a0", " ")


def ruled_words(ruled: Ruled) -> str:
    """The words of a line for the hand, with … for each share of a rule."""
    gaps = ("".join(run.text for run in it.words) + "…" * it.share for it in ruled.gaps)
    return "".join(gaps).replace("\u00a0", " ")


def lines(slip: Slip) -> list[str]:
    return [
        ruled_words(block)
        if isinstance(block, Ruled)
        else words(block.text if isinstance(block, Banner) else block)
        for block in flat(slip.blocks)
        if isinstance(block, Text | Banner | Ruled)
    ]


def of_kind(slip: Slip, kind: type[Kind]) -> list[Kind]:
    return [block for block in flat(slip.blocks) if isinstance(block, kind)]


def cells(slip: Slip) -> list[list[str]]:
    """Every row of every ledger, its paragraphs on lines of their own."""
    return [
        ["\n".join(words(Text(runs, 0)) for runs in cell) for cell in row]
        for ledger in of_kind(slip, Ledger)
        for row in ledger.rows
    ]


def names_signed(slip: Slip) -> list[str]:
    """Whose names stand below the places to sign, from left to right."""
    signers = ((it.left, it.right) for it in of_kind(slip, Signatures))
    return [signer.name for pair in signers for signer in pair if signer]
