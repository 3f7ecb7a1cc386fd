"""The last look before a legal paper: what stands there is the newest, and it is committed once."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Generic

from textual import work

from counter_app.screens.frame import Answer, DeskModal

if TYPE_CHECKING:
    from counter_app.screens.receiving.intake import IntakeScreen


class CommitModal(DeskModal[Answer], Generic[Answer]):
    """While the commit is under way no key and no scan is taken; a refusal opens it again."""

    def __init__(self, intake: "IntakeScreen") -> None:
        super().__init__()
        self.intake = intake
        self._committing = False

    def show(self) -> None:
        """What would be committed now."""
        raise NotImplementedError

    def take_scan(self, scan: str) -> bool:
        """A card fills the person here too."""
        if self._committing:
            return True
        taken = self.intake.take_scan(scan)
        self.show()
        return taken

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del action, parameters
        return not self._committing

    def commit(self, said: str, act: Callable[[], Awaitable[Answer]]) -> None:
        self._committing = True
        self.say(said)
        self.refresh_bindings()
        self._commit(act)

    @work(group="commit")
    async def _commit(self, act: Callable[[], Awaitable[Answer]]) -> None:
        try:
            answer = await act()
        except self.intake.station.troubles as error:
            self._committing = False
            self.intake.look_again()
            self.show()
            self.refresh_bindings()
            self.refuse(error)
        else:
            await self.leave(answer)
