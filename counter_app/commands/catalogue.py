"""`counter catalogue`: the faults of a Center-supplied file, each with its place; a workbook."""

from pathlib import Path

from data.catalogue import shipped
from data.catalogue.agencies import read_agencies
from data.catalogue.check import check as check_file
from data.catalogue.errors import CatalogueError, Finding
from data.catalogue.procedures import WORKBOOK, read_procedures


def check(file: Path) -> tuple[Finding, ...]:
    return check_file(file, read_agencies(shipped.AGENCIES))


def write_template(file: Path, source: Path | None) -> tuple[Finding, ...]:
    """An empty workbook, or one that holds the catalogue of `source`; why there is none.

    A file that is there already is somebody's work and is left alone.
    """
    # The library for workbooks costs start-up time that other commands do not have.
    from data.catalogue.template import CELL_LIMIT, TooLong, write_workbook

    agencies = read_agencies(shipped.AGENCIES)
    if file.suffix.lower() != WORKBOOK:
        return (Finding(file.name, 0, f"Tên tệp phải có đuôi {WORKBOOK}."),)
    if file.exists():
        return (Finding(file.name, 0, "Tệp đã có; hãy chọn tên khác."),)
    try:
        write_workbook(file, agencies, read_procedures(source, agencies) if source else None)
    except CatalogueError as error:
        return error.findings
    except TooLong as error:
        sentence = f"«{error.title}» dài quá {CELL_LIMIT} ký tự của một ô."
        return (Finding(file.name, 0, sentence),)
    except OSError:
        return (Finding(file.name, 0, "Không ghi được tệp."),)
    return ()
