"""Amounts in formal Vietnamese words."""

import pytest

from data.domain.amounts import AMOUNT_LIMIT_VND, amount_in_words

TRICKY = {
    0: "không đồng",
    1: "một đồng",
    4: "bốn đồng",
    5: "năm đồng",
    10: "mười đồng",
    11: "mười một đồng",
    14: "mười bốn đồng",
    15: "mười lăm đồng",
    20: "hai mươi đồng",
    21: "hai mươi mốt đồng",
    24: "hai mươi tư đồng",
    25: "hai mươi lăm đồng",
    50: "năm mươi đồng",
    55: "năm mươi lăm đồng",
    100: "một trăm đồng",
    101: "một trăm linh một đồng",
    104: "một trăm linh bốn đồng",
    105: "một trăm linh năm đồng",
    110: "một trăm mười đồng",
    111: "một trăm mười một đồng",
    115: "một trăm mười lăm đồng",
    121: "một trăm hai mươi mốt đồng",
    500: "năm trăm đồng",
    1_000: "một nghìn đồng",
    1_001: "một nghìn không trăm linh một đồng",
    1_015: "một nghìn không trăm mười lăm đồng",
    1_100: "một nghìn một trăm đồng",
    10_000: "mười nghìn đồng",
    50_000: "năm mươi nghìn đồng",
    100_000: "một trăm nghìn đồng",
    105_000: "một trăm linh năm nghìn đồng",
    135_000: "một trăm ba mươi lăm nghìn đồng",
    1_000_000: "một triệu đồng",
    1_000_005: "một triệu không trăm linh năm đồng",
    1_250_000: "một triệu hai trăm năm mươi nghìn đồng",
    1_005_000: "một triệu không trăm linh năm nghìn đồng",
    21_005_000: "hai mươi mốt triệu không trăm linh năm nghìn đồng",
    100_000_001: "một trăm triệu không trăm linh một đồng",
    1_000_000_000: "một tỷ đồng",
    1_000_000_005: "một tỷ không trăm linh năm đồng",
    2_001_000_000: "hai tỷ không trăm linh một triệu đồng",
    21_000_000_000: "hai mươi mốt tỷ đồng",
    1_000_000_000_000: "một nghìn tỷ đồng",
    1_005_000_000_000: "một nghìn không trăm linh năm tỷ đồng",
    1_000_000_000_000_001: "một triệu tỷ không trăm linh một đồng",
    AMOUNT_LIMIT_VND: "một tỷ tỷ đồng",
}


@pytest.mark.parametrize(("amount_vnd", "words"), TRICKY.items())
def test_tricky_amounts_are_read_as_a_treasurer_reads_them(amount_vnd: int, words: str) -> None:
    """Mốt, lăm, tư, linh and không trăm stand where formal Vietnamese wants them."""
    assert amount_in_words(amount_vnd) == words


@pytest.mark.parametrize("amount_vnd", [-1, AMOUNT_LIMIT_VND + 1])
def test_amounts_out_of_bounds_are_no_amounts(amount_vnd: int) -> None:
    """No paper says minus, and none says tỷ tỷ twice."""
    with pytest.raises(AssertionError):
        amount_in_words(amount_vnd)
