"""The projections as SQLModel tables: read models only, made by `projections`.

A `table=True` model checks nothing it is given, so rows never leave the store: `queries` turns
them into values.
"""

from sqlmodel import Field, SQLModel


class DossierRow(SQLModel, table=True):
    __tablename__ = "dossier"

    number: int = Field(primary_key=True)
    id: str
    code: str
    agency: str
    day: str
    serial: int
    procedure_code: str
    procedure: str
    applicant: str
    state: str
    received_at: str
    due_at: str
    marks: int
    paper: str
    visit: str
    blank: str
    unscanned: int
    unpaid_vnd: int
    paid_vnd: int
    entered_day: str
    paid_day: str
    desk: str
    text_mark: int
    """Of the words in `dossier_text`, which keeps no text to compare with."""


class OfficerRow(SQLModel, table=True):
    __tablename__ = "officer"

    id: str = Field(primary_key=True)
    number: str
    name: str
    roles: str


class DeskRow(SQLModel, table=True):
    __tablename__ = "desk"

    id: str = Field(primary_key=True)
    number: int
    key_id: str
    key: str
    first_serial: int
    last_serial: int


class CenterRow(SQLModel, table=True):
    __tablename__ = "center"

    id: str = Field(primary_key=True)
    head: str
    profile: str
    practice: int


class JobRow(SQLModel, table=True):
    __tablename__ = "job"

    id: str = Field(primary_key=True)
    subject: str
    form: str
    copy_: str = Field(sa_column_kwargs={"name": "copy"})
    number: str
    reprint: int
    reason: str
    state: str
    desk_key: str


class FormNumberRow(SQLModel, table=True):
    """`dossier` is the subject that bears the number: of a blank, the print that it came from."""

    __tablename__ = "form_number"

    series: int = Field(primary_key=True)
    day: str = Field(primary_key=True)
    serial: int = Field(primary_key=True)
    dossier: str = Field(primary_key=True)


class GuidanceRow(SQLModel, table=True):
    __tablename__ = "guidance"

    number: int = Field(primary_key=True)
    id: str
    day: str


class CatalogueRow(SQLModel, table=True):
    __tablename__ = "catalogue"

    id: str = Field(primary_key=True)
    name: str
    file: str
    decision: str
    effective_from: str
    imported_at: str


class DraftRow(SQLModel, table=True):
    __tablename__ = "draft"

    id: str = Field(primary_key=True)
    officer: str
    body: str
    saved_at: str


class PinRow(SQLModel, table=True):
    __tablename__ = "pin"

    officer: str = Field(primary_key=True)
    verifier: str
