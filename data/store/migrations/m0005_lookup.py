"""What a scanned code asks for stands in its index: the row of the dossier is not read for it."""

from typing import Final

STATEMENTS: Final = (
    "DROP INDEX dossier_of_code",
    "CREATE INDEX dossier_of_code ON dossier (code, id)",
)
