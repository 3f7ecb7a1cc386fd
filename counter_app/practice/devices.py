"""Simulated devices of a rehearsal: they speak the real protocols (design idea 5)."""

import time

from counter_app.practice.camera import PracticeCamera
from counter_app.practice.pages import practice_dossier

APPLICANT = "Nguyễn Văn Thử"
"""Nobody bears this name on these papers; it stands on every practice page."""


def practice_camera(applicant: str = APPLICANT) -> PracticeCamera:
    """A document camera under which the pages of a believable dossier are laid by and by."""
    pages = [page.image for page in practice_dossier(applicant)]
    return PracticeCamera(pages, clock_s=time.monotonic)
