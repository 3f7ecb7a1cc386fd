"""A page that was kept, made small enough to be known again on the screen."""

from data.store.drafts import Pages
from scanning.picture import decode_picture
from scanning.preview import half_block
from scanning.values import Preview


def page_view(pages: Pages, name: str, cells: tuple[int, int]) -> Preview:
    """Slow: the file is deciphered and decoded. Raises one of the desk's troubles."""
    return half_block(decode_picture(pages.get(name)), *cells)
