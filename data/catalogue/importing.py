"""A catalogue made ready to be kept by a desk: one text, under the decision that published it.

The text of a catalogue depends on its procedures and its decision alone, not on the file, so the
same procedures have the same edition whether they came as TOML or as a workbook.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from data.catalogue.procedures import procedures_from, read_procedures
from data.catalogue.writing import toml_text
from data.domain.agencies import AgencyRegister
from data.domain.catalogue import Catalogue
from data.domain.editions import Edition
from data.domain.procedures import Procedure, Publication


@dataclass(frozen=True, slots=True)
class Imported:
    """`toml_bytes` is what `procedures_from` reads back as `catalogue`, of this `edition`."""

    edition: Edition
    catalogue: Catalogue
    toml_bytes: bytes


def package(path: Path, agencies: AgencyRegister, decision: Publication) -> Imported:
    """The file or folder, published by `decision`. Raises CatalogueError.

    The decision publishes what has no publication of its own and is received at the Center (R8).
    """
    read = read_procedures(path, agencies)
    procedures = tuple(_published(procedure, decision) for procedure in read.procedures)
    kept = replace(read, procedures=procedures, publication=decision)
    raw = toml_text(kept).encode()
    catalogue = procedures_from(read.edition.name, raw, agencies)
    assert catalogue.procedures == procedures
    return Imported(catalogue.edition, catalogue, raw)


def _published(procedure: Procedure, decision: Publication) -> Procedure:
    if procedure.publication is not None or procedure.elsewhere:
        return procedure
    return replace(procedure, publication=decision)
