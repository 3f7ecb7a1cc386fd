"""Breaking lines between syllables."""

from printing.wrapping import Run, Weight, Word, wrap


def letters_wide(run: Run) -> int:
    """Ten dots a letter."""
    return 10 * len(run.text)


def lines(*runs: Run, first: int, later: int | None = None) -> list[str]:
    broken = wrap(runs, letters_wide, first_dots=first, later_dots=later or first)
    return [" ".join(shown(word) for word in line) for line in broken]


def shown(word: Word) -> str:
    return "".join(run.text for run in word)


def test_text_breaks_between_syllables() -> None:
    """A syllable that does not fit goes to the next line whole."""
    assert lines(Run("Nguyễn Thị Minh Thử"), first=100) == ["Nguyễn Thị", "Minh Thử"]


def test_line_that_fits_exactly_is_not_broken() -> None:
    """The last dot of a line is used."""
    assert lines(Run("Trần Thử"), first=80) == ["Trần Thử"]
    assert lines(Run("Trần Thử"), first=79) == ["Trần", "Thử"]


def test_later_lines_may_be_narrower() -> None:
    """A hanging indent takes room from the second line on."""
    assert lines(Run("aaaa bbbb cccc"), first=90, later=40) == ["aaaa bbbb", "cccc"]


def test_token_wider_than_the_line_is_cut_so_that_nothing_is_lost() -> None:
    """A web address without spaces fills lines to their end."""
    assert lines(Run("xa abcdefghij x"), first=40) == ["xa", "abcd", "efgh", "ij x"]


def test_letter_wider_than_the_line_stands_alone() -> None:
    """Even a line narrower than a letter loses none."""
    assert lines(Run("abc"), first=5) == ["a", "b", "c"]


def test_combining_marks_stay_on_their_letter() -> None:
    """A decomposed letter is cut before or after it, never inside."""
    assert lines(Run("e\u0302\u0303e\u0302\u0303"), first=30) == ["e\u0302\u0303"] * 2


def test_runs_without_a_space_between_them_are_one_word() -> None:
    """A value in brackets stays with its brackets, in two weights."""
    word = (Run("("), Run("xong", Weight.BOLD), Run(")"))
    broken = wrap(
        (Run("phí (", Weight.REGULAR), *word[1:]), letters_wide, first_dots=60, later_dots=60
    )
    assert broken == [((Run("phí"),),), (word,)]


def test_cut_word_keeps_its_weights() -> None:
    """Where a word of two weights is cut, each letter keeps its own."""
    broken = wrap((Run("ab"), Run("cd", Weight.BOLD)), letters_wide, first_dots=30, later_dots=30)
    assert broken == [((Run("ab"), Run("c", Weight.BOLD)),), ((Run("d", Weight.BOLD),),)]


def test_no_break_space_holds_its_neighbours_together() -> None:
    """An amount is not parted from its unit."""
    assert lines(Run("phí 50.000\u00a0đ"), first=90) == ["phí", "50.000\u00a0đ"]


def test_empty_text_has_no_lines() -> None:
    """Spaces alone take no paper."""
    assert lines(Run("  "), first=90) == []
