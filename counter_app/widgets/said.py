"""A text that is drawn anew only when it says something else."""

from textual.content import Content
from textual.widgets import Static


class Said(Static):
    """`say` costs nothing while the text stays the same, and no layout while its lines do."""

    def __init__(self, content: Content | None = None, *, id: str, classes: str = "") -> None:  # noqa: A002
        super().__init__(content or Content(""), id=id, classes=classes, markup=False)
        self._said = content or Content("")

    def say(self, content: Content) -> None:
        if self._said.is_same(content):
            return
        width = self.content_size.width
        same_place = width > 0 and _lines(self._said, width) == _lines(content, width)
        self._said = content
        self.update(content, layout=not same_place)


def _lines(content: Content, width: int) -> int:
    return len(content.wrap(width))
