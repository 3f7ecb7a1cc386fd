"""Commands for administrators, scripts and tests; the desk itself is `counter` alone.

Exit codes: 0 done, 1 refused or failed check, 2 wrong usage. With `--json`, standard output holds
JSON only, one object or one a line; steps and progress go to standard error.
"""

import json
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from counter_app import wallclock, wording
from counter_app.__main__ import read_config
from counter_app.config import Config
from counter_app.sentences import told_on_stderr
from counter_app.wording import tr
from data.catalogue.errors import Finding
from data.domain.clock import LOCAL
from data.domain.errors import Refused
from data.domain.roles import Role

if TYPE_CHECKING:
    from data.sync.replicator import SyncReport

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Desk of a one-stop Public Administration Center. Without a command: the desk itself.",
)
printer_app = typer.Typer(no_args_is_help=True, help="Simulated printer, recorded print streams.")
journal_app = typer.Typer(no_args_is_help=True, help="The journal of this desk.")
catalogue_app = typer.Typer(no_args_is_help=True, help="Procedures, calendar, profile, agencies.")
app.add_typer(printer_app, name="printer")
app.add_typer(journal_app, name="journal")
app.add_typer(catalogue_app, name="catalogue")
online_app = typer.Typer(no_args_is_help=True, help="Dossiers that come through the portal.")
messages_app = typer.Typer(no_args_is_help=True, help="Messages that the portal sends for us.")
app.add_typer(online_app, name="online")
app.add_typer(messages_app, name="messages")
officer_app = typer.Typer(no_args_is_help=True, help="Who works at this desk.")
app.add_typer(officer_app, name="officer")
post_app = typer.Typer(no_args_is_help=True, help="The postal desk.")
app.add_typer(post_app, name="post")
report_app = typer.Typer(no_args_is_help=True, help="Reports of the money, by agency.")
money_app = typer.Typer(no_args_is_help=True, help="The ledger of this desk.")
app.add_typer(report_app, name="report")
app.add_typer(money_app, name="money")
hub_app = typer.Typer(no_args_is_help=True, help="The Center's hub, and the desks around it.")
app.add_typer(hub_app, name="hub")

Json = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]
REFUSED = 1
INTERRUPTED = 130
"""What a shell says of a command that Ctrl+C ended: 128 and the number of the signal."""
LIVES = 100
"""Dossiers of the practice Center: enough for its lists, and told before the desk is there."""


class _Options:
    """What stands before the command; set once by `options`."""

    home: str | None = None
    lang: str | None = None


@app.callback()
def options(
    home: Annotated[str | None, typer.Option(help="One folder for store, keys and files.")] = None,
    lang: Annotated[str | None, typer.Option(help="vi or en; as configured if missing.")] = None,
) -> None:
    _Options.home, _Options.lang = home, lang
    if lang is not None and lang not in wording.LANGUAGES:
        raise typer.BadParameter(f"{lang}: vi | en")
    wording.use(lang or wording.DEFAULT_LANGUAGE)


@app.command()
def practice(
    *,
    headless: Annotated[bool, typer.Option("--headless", help="Play one intake.")] = False,
    keep: Annotated[Path | None, typer.Option(help="Keep store and papers there.")] = None,
    applicant: Annotated[str, typer.Option(help="Name of the citizen.")] = "",
    life: Annotated[int, typer.Option(min=0, help="Dossiers of the last weeks, about.")] = LIVES,
    as_json: Json = False,
) -> None:
    """The same desk on a throw-away store, with sample data and simulated devices."""
    with _refusing(), _folder(keep) as folder:
        if headless:
            _play(folder, applicant, as_json=as_json)
        else:
            _rehearse(folder, life)


@app.command()
def due(
    procedure: Annotated[str | None, typer.Argument(help="Code of a procedure.")] = None,
    *,
    received: Annotated[str | None, typer.Option(help="2019-09-26T09:30; now if missing.")] = None,
    days: Annotated[int | None, typer.Option(min=1, max=2000, help="Working days.")] = None,
    calendar_days: Annotated[int | None, typer.Option(min=1, max=2000)] = None,
    hours: Annotated[int | None, typer.Option(min=1, max=2000, help="Working hours.")] = None,
    as_json: Json = False,
) -> None:
    """A due date, and why it is that one."""
    from counter_app.commands import due as command

    asked = command.Asked(procedure, days, calendar_days, hours)
    if sum(value is not None for value in (procedure, days, calendar_days, hours)) != 1:
        raise typer.BadParameter(tr("name a procedure, or one of --days, --calendar-days, --hours"))
    with _refusing():
        moment = _moment(received)
        answer = command.answer(_config(), asked, received=moment, clock=wallclock.now)
        _print(command.as_json(answer) if as_json else command.as_text(answer))


@app.command()
def dossier(
    code: Annotated[str, typer.Argument(help="Dossier code or slip key.")],
    *,
    pdf: Annotated[
        Path | None, typer.Option(help="Write its pages there, a PDF for each component.")
    ] = None,
    as_json: Json = False,
) -> None:
    """A dossier with its history and the reasons of its due date."""
    from counter_app.commands import dossier as command

    if pdf is not None:
        _write_pdfs(code, pdf, as_json=as_json)
        return
    with _refusing():
        found = command.find(_config(), code, wallclock.now)
        _print(command.as_json(found) if as_json else command.as_text(found))


def _write_pdfs(code: str, folder: Path, *, as_json: bool) -> None:
    from counter_app.commands import dossier_pdf as command

    whole = True
    with _refusing():
        for written in command.write(_config(), code, folder, wallclock.now):
            whole = whole and written.whole
            _print(command.as_json(written) if as_json else command.as_text(written))
            sys.stdout.flush()
    if not whole:
        raise typer.Exit(REFUSED)


@app.command()
def slip(
    code: Annotated[str, typer.Argument(help="Dossier code or slip key.")] = "",
    *,
    form: Annotated[str, typer.Option(help="Form id.")] = "receipt",
    png: Annotated[Path | None, typer.Option(help="Write a PNG there.")] = None,
    pdf: Annotated[Path | None, typer.Option(help="Write a PDF (A5 or A4) there.")] = None,
    escpos: Annotated[Path | None, typer.Option(help="Write ESC/POS bytes there.")] = None,
    narrow: Annotated[bool, typer.Option("--narrow", help="As on a 58 mm roll.")] = False,
    sample: Annotated[bool, typer.Option("--sample", help="Of invented people.")] = False,
    forms: Annotated[Path | None, typer.Option(help="Folder of templates for --sample.")] = None,
    check: Annotated[
        Path | None, typer.Option(help="Only check this template, or this folder of them.")
    ] = None,
) -> None:
    """Writes a paper of a dossier to files; nothing is printed and nothing is recorded."""
    from counter_app.commands import slip as command
    from data.domain.papers import Form
    from printing.errors import TemplateError

    if check is not None:
        _tell_mistakes(check)
        return
    known = {one.value: one for one in Form}
    if form not in known:
        raise typer.BadParameter(tr("this program has no form {form}", form=form))
    if sample == bool(code):
        raise typer.BadParameter(tr("name a dossier, or ask for --sample"))
    if not (png or pdf or escpos):
        raise typer.BadParameter("--png, --pdf, --escpos")
    wanted = command.Wanted(png, pdf, escpos, known[form], narrow)
    with _refusing():
        try:
            files = (
                command.write_sample(wanted, forms)
                if sample
                else command.write(_config(), code, wanted, wallclock.now)
            )
            for path in files:
                typer.echo(path)
        except TemplateError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(REFUSED) from error


def _tell_mistakes(path: Path) -> None:
    """Each mistake with its file and line."""
    from counter_app.commands import slip as command

    found = command.check(path)
    for mistake in found:
        typer.echo(str(mistake))
    if found:
        raise typer.Exit(REFUSED)
    typer.echo(tr("Every template can be used: {path}", path=str(path)))


@app.command()
def register(
    *,
    since: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="First day.")],
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Last day.")],
    pdf: Annotated[Path, typer.Option(help="Write a PDF (A4) there.")],
    closed: Annotated[bool, typer.Option("--closed", help="With its sign-off.")] = False,
) -> None:
    """The register of some days (form 06); nothing is recorded."""
    from counter_app.commands import slip as command

    with _refusing():
        days = command.Days(since.date(), until.date(), closed)
        typer.echo(command.write_register(_config(), days, pdf, wallclock.now))


@app.command()
def blanks(
    *,
    count: Annotated[int, typer.Option(min=1, help="How many.")],
    pdf: Annotated[Path, typer.Option(help="Write a PDF (A5) there.")],
    officer: Annotated[str, typer.Option(help="Number of an officer; asks for the PIN.")],
) -> None:
    """Numbered blanks of form 01, to be filled in by hand while no program runs."""
    from counter_app.commands import blanks as command

    with _refusing():
        numbers = command.write(
            _config(), pdf, count, officer=officer, pin=_pin(), clock=wallclock.now
        )
    first, last = str(numbers[0]), str(numbers[-1])
    typer.echo(tr("Blanks {first} to {last}: {file}", first=first, last=last, file=str(pdf)))


@app.command()
def scan(
    files: Annotated[list[Path], typer.Argument(help="Pictures, PDF, video, or folders of them.")],
    *,
    output: Annotated[Path | None, typer.Option(help="Write flat pages into this folder.")] = None,
    by_name: Annotated[
        bool, typer.Option("--by-name", help="Name them FILE-page-N, not by their SHA-256.")
    ] = False,
    bilevel: Annotated[bool, typer.Option("--bilevel", help="Black and white, as PNG.")] = False,
    every_symbology: Annotated[
        bool,
        typer.Option("--every-symbology/--desk", help="All barcodes, or those of a counter."),
    ] = True,
    as_json: Json = False,
) -> None:
    """Pages and barcodes of pictures; a bad file is reported and passed over."""
    from counter_app.commands import scan as command
    from counter_app.commands.scan_files import files as found_in

    wanted = command.Wanted(output, bilevel, by_name, every_symbology)
    pictures = failed = 0
    with _refusing(), _ended_by_ctrl_c() as stopping, _looking() as tell:
        for seen in command.scan(found_in(files, without=output), wanted, stopping=stopping):
            pictures += 1
            failed += seen.error is not None
            _print(command.as_json(seen) if as_json else command.as_text(seen))
            sys.stdout.flush()
            tell(seen.file.line)
    typer.echo(command.told_at_end(pictures, failed), err=True)
    if stopping.is_set():
        raise typer.Exit(INTERRUPTED)
    if failed:
        raise typer.Exit(REFUSED)


@app.command()
def check(
    *,
    as_json: Json = False,
    printed: Annotated[
        bool, typer.Option("--print", help="Print a test slip instead, and say what to look for.")
    ] = False,
    profile: Annotated[str, typer.Option(help="With --print: what the printer is.")] = "",
    width: Annotated[int, typer.Option(help="With --print: dots, 576 or 384.")] = 0,
    keep: Annotated[str, typer.Option(help="Letter of a strip: print like this from now on.")] = "",
) -> None:
    """Health of this desk: each part named, with the cure."""
    if printed or keep:
        _try_printer(profile, width, keep, printed=printed)
        return
    from counter_app.commands import check as command

    with _refusing():
        parts = command.parts(_config(), wallclock.now)
    _print(command.as_json(parts) if as_json else command.as_text(parts))
    if not all(part.ok for part in parts):
        raise typer.Exit(REFUSED)


def _try_printer(profile: str, width: int, keep: str, *, printed: bool) -> None:
    """The test slip, and the officer's word on its strips where somebody is there to give it."""
    from counter_app.commands import printer

    with _refusing():
        if printed:
            printer.print_trial(_config(), profile, width, typer.echo)
        if printed and not keep and sys.stdin.isatty():
            asked = tr("Letter of that strip (empty: keep what is set)")
            keep = typer.prompt(asked, default="", show_default=False)
        if keep:
            kept = printer.keep_trial(_config(), keep, profile, width)
            typer.echo(tr("Kept for this desk: {profile}.", profile=kept.name))


@printer_app.command("simulate")
def printer_simulate(
    *,
    port: Annotated[int, typer.Option(min=0, max=65535)] = 9100,
    out: Annotated[Path, typer.Option(help="Folder for the papers.")] = Path("papers"),
    width: Annotated[int, typer.Option(help="Dots: 576 or 384.")] = 576,
) -> None:
    """An ESC/POS printer on a TCP port of this machine that draws what it is sent."""
    from counter_app.commands import printer as command

    with _refusing():
        command.simulate(out, port, width, typer.echo)


@printer_app.command("decode")
def printer_decode(
    file: Path,
    *,
    out: Annotated[Path | None, typer.Option(help="Folder for the PNG files.")] = None,
    as_json: Json = False,
) -> None:
    """Interprets a recorded ESC/POS stream and draws its papers."""
    from counter_app.commands import printer as command

    with _refusing():
        decoded = command.decode(file, out or file.parent)
        _print(command.as_json(decoded) if as_json else command.as_text(decoded))


@journal_app.command("verify")
def journal_verify(*, as_json: Json = False) -> None:
    """Checks every entry: bytes, hash, signature, links, personal fields."""
    from counter_app.commands import journal as command

    with _refusing():
        checked = command.check(_config())
    _print(command.as_json(checked) if as_json else command.as_text(checked))
    if checked.findings:
        raise typer.Exit(REFUSED)


@journal_app.command("rebuild")
def journal_rebuild(*, as_json: Json = False) -> None:
    """Makes every list anew from the journal; Ctrl+C leaves all as it was."""
    from counter_app.commands import journal as command

    with _refusing(), _progress() as tell:
        entries = command.remake(_config(), tell)
    _print(command.remade_as_json(entries) if as_json else command.remade_as_text(entries))


@catalogue_app.command("check")
def catalogue_check(file: Path, *, as_json: Json = False) -> None:
    """Checks a file the Center supplies: every fault with its line or cell."""
    from counter_app.commands import catalogue as command

    with _refusing():
        findings = command.check(file)
    _print_findings(findings, as_json=as_json)


@catalogue_app.command("import")
def catalogue_import(
    file: Path,
    *,
    decision: Annotated[str, typer.Option(help="Number of the decision that publishes it.")],
    effective: Annotated[str, typer.Option(help="First day it is in force, 2026-12-01.")],
    dated: Annotated[str | None, typer.Option(help="Day of the decision.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day it is in force.")] = None,
    officer: Annotated[str, typer.Option(help="Number of an administrator; asks for the PIN.")],
) -> None:
    """Keeps a catalogue as an edition of this desk; it is in force from its day on."""
    from counter_app.commands import publish as command
    from data.domain.procedures import Publication

    days = [_day(text) if text else None for text in (dated, effective, until)]
    published = Publication(decision, days[0], days[1] or date.max, days[2])
    with _refusing():
        kept = command.publish(
            _config(), file, published, officer=officer, pin=_pin(), clock=wallclock.now
        )
    if isinstance(kept, tuple):
        _print_findings(kept, as_json=False)
    else:
        typer.echo(tr("Kept as {edition}, in force from {day}.", edition=str(kept), day=effective))


@online_app.command("import")
def online_import(
    file: Path,
    *,
    officer: Annotated[str, typer.Option(help="Number of an officer; asks for the PIN.")],
    as_json: Json = False,
) -> None:
    """Takes in the portal's file of online dossiers; to repeat it changes nothing."""
    from counter_app.commands import online as command

    with _refusing():
        done = command.take_in(_config(), file, officer=officer, pin=_pin(), clock=wallclock.now)
    _print_lines((command.as_json if as_json else command.as_text)(done, file))
    if command.failed(done):
        raise typer.Exit(REFUSED)


@messages_app.command("list")
def messages_list(*, as_json: Json = False) -> None:
    """What waits for the portal and what it could not send, without names and addresses."""
    from counter_app.commands import messages as command

    with _refusing():
        lines = command.waiting(_config())
    _print_lines((command.list_as_json if as_json else command.list_as_text)(lines))


@messages_app.command("export")
def messages_export(file: Path, *, as_json: Json = False) -> None:
    """Writes what waits into a new file (.csv or .jsonl) for the portal's e-mail and SMS."""
    from counter_app.commands import messages as command

    with _refusing():
        found = command.export(_config(), file)
    if as_json:
        _print(command.handed_as_json(found, file))
    else:
        _print_lines(command.handed_as_text(found, file))


@messages_app.command("confirm")
def messages_confirm(
    file: Path,
    *,
    officer: Annotated[str, typer.Option(help="Number of an officer; asks for the PIN.")],
    as_json: Json = False,
) -> None:
    """Reads back which messages were sent and which could not be."""
    from counter_app.commands import messages as command

    with _refusing():
        done = command.confirm(_config(), file, officer=officer, pin=_pin(), clock=wallclock.now)
    _print_lines((command.confirmed_as_json if as_json else command.confirmed_as_text)(done, file))
    if command.failed(done):
        raise typer.Exit(REFUSED)


@post_app.command("report")
def post_report(
    *,
    first: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="First day.")],
    last: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Last day.")],
    as_json: Json = False,
) -> None:
    """What came and went by post, by agency, beside a running desk."""
    from counter_app.commands import post as command

    with _refusing():
        made = command.report(_config(), first.date(), last.date(), wallclock.now)
    _print_lines([command.report_as_json(made)] if as_json else command.report_as_text(made))


@post_app.command("import")
def post_import(
    file: Path,
    *,
    officer: Annotated[str, typer.Option(help="Number of an officer; asks for the PIN.")],
    apply: Annotated[bool, typer.Option("--apply", help="Record it; else only look.")] = False,
    identity_declared: Annotated[
        bool,
        typer.Option("--identity-declared", help="The post saw identity papers of all (TT 17 Đ5)."),
    ] = False,
    shelf: Annotated[str, typer.Option(help="Where what came back is put.")] = "",
    giver: Annotated[str, typer.Option(help="Who brings it back to its agency.")] = "",
    receiver: Annotated[str, typer.Option(help="Who takes it there.")] = "",
    as_json: Json = False,
) -> None:
    """The carrier's status file (CSV or XLSX); to repeat it changes nothing."""
    from counter_app.commands import post as command
    from counter_app.desk.post.carrier_rows import Declared

    declared = Declared(identity_declared, shelf, giver, receiver)
    with _refusing():
        wanted = command.Wanted(file, declared, apply)
        done = command.take(_config(), wanted, officer=officer, pin=_pin(), clock=wallclock.now)
    _print_lines((command.rows_as_json if as_json else command.rows_as_text)(done))


@report_app.command("settlement")
def report_settlement(
    *,
    first: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="First day.")],
    last: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Last day.")],
    agency: Annotated[int | None, typer.Option(help="Index of one agency; else all.")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="Write a workbook into this folder.")] = None,
    as_json: Json = False,
) -> None:
    """What was taken and given back in these days, by agency, and what of it is settled."""
    from counter_app.commands import money as command

    wanted = command.Wanted(first.date(), last.date(), agency)
    with _refusing():
        made = command.report(_config(), wanted, wallclock.now)
        path = command.write_book(_config(), wanted, xlsx, wallclock.now) if xlsx else None
    _print_lines([command.report_as_json(made)] if as_json else command.report_as_text(made))
    if path is not None:
        typer.echo(path, err=as_json)


@money_app.command("check")
def money_check(*, as_json: Json = False) -> None:
    """Whether the sum of all entries is what is settled and what is open, and nothing else."""
    from counter_app.commands import money as command

    with _refusing():
        found = command.check(_config(), wallclock.now)
    _print_lines([command.check_as_json(found)] if as_json else command.check_as_text(found))
    if not found.agrees:
        raise typer.Exit(REFUSED)


@officer_app.command("list")
def officer_list(*, as_json: Json = False) -> None:
    """The officers of this desk with their roles, beside a running desk."""
    from counter_app.commands import officer as command

    with _refusing():
        found = command.everybody(_config())
    _print_lines(map(command.as_json if as_json else command.as_text, found))


@officer_app.command("enrol")
def officer_enrol(
    number: Annotated[str, typer.Argument(help="What the officer will type to sign in.")],
    name: Annotated[str, typer.Argument(help="Full name, as papers bear it.")],
    *,
    role: Annotated[list[Role], typer.Option(help="What the officer may do; several are named.")],
    officer: Annotated[str, typer.Option(help="Number of an administrator; asks for the PIN.")],
    as_json: Json = False,
) -> None:
    """One more officer; asks for the administrator's PIN and then for the new officer's."""
    from counter_app.commands import officer as command
    from counter_app.desk.officers import NewOfficer

    pin, own = _pin(), _new_pin()
    with _refusing():
        new = NewOfficer(number, name, own, frozenset(role))
        done = command.enrol(_config(), new, officer=officer, pin=pin, clock=wallclock.now)
    _print((command.as_json if as_json else command.as_text)(done))


@officer_app.command("change")
def officer_change(
    number: Annotated[str, typer.Argument(help="Number of the officer now.")],
    *,
    new_number: Annotated[str | None, typer.Option(help="Another number.")] = None,
    name: Annotated[str | None, typer.Option(help="Another name.")] = None,
    role: Annotated[
        list[Role] | None, typer.Option(help="All roles from now on; several are named.")
    ] = None,
    left: Annotated[bool, typer.Option("--left", help="Left the Center: cannot sign in.")] = False,
    new_pin: Annotated[bool, typer.Option("--new-pin", help="Asks for another PIN.")] = False,
    officer: Annotated[str, typer.Option(help="Number of an administrator; asks for the PIN.")],
    as_json: Json = False,
) -> None:
    """Another number, name, roles or PIN; entries made so far keep their officer."""
    from counter_app.commands import officer as command
    from counter_app.desk.officers import NOBODY, Change

    if not (new_number or name or role or left or new_pin) or (role and left):
        raise typer.BadParameter("--new-number, --name, --role | --left, --new-pin")
    roles = NOBODY if left else frozenset(role) if role else None
    pin, own = _pin(), _new_pin() if new_pin else None
    with _refusing():
        changed = Change(new_number, name, roles, own)
        done = command.change(
            _config(), number, changed, officer=officer, pin=pin, clock=wallclock.now
        )
    _print((command.as_json if as_json else command.as_text)(done))


Admin = Annotated[
    str,
    typer.Option(
        help="Connection string of somebody who may make roles: host=… dbname=… user=…",
        envvar="COUNTER_HUB_ADMIN",
    ),
]


@hub_app.command("init")
def hub_init(*, admin: Admin) -> None:
    """Makes the hub in an empty PostgreSQL database, and connects this desk with it."""
    from counter_app.commands import hub as command

    with _refusing():
        command.found(_config(), admin)
    typer.echo(tr("The hub is there. This desk uses it from its next start."))


@hub_app.command("ask")
def hub_ask(file: Annotated[Path, typer.Argument(help="Where the request is written.")]) -> None:
    """On a new machine: its keys, and a file that asks to be a desk. Nothing in it is secret."""
    from counter_app.commands import hub as command

    with _refusing():
        command.ask(_config(), file)
    typer.echo(tr("Take this file to a desk of the Center: {path}", path=str(file)))


@hub_app.command("enrol")
def hub_enrol(
    request: Annotated[Path, typer.Argument(help="What the new machine wrote.")],
    invitation: Annotated[Path, typer.Argument(help="Where its invitation is written.")],
    *,
    desk: Annotated[int, typer.Option(min=1, help="Number of the new desk.")],
    officer: Annotated[str, typer.Option(help="Number of an administrator; asks for the PIN.")],
    admin: Admin,
) -> None:
    """At a desk of the Center, closed meanwhile: takes a machine in as a desk."""
    from counter_app.commands import hub as command

    with _refusing():
        command.enrol(
            _config(),
            request,
            number=desk,
            admin=admin,
            invitation=invitation,
            officer=officer,
            pin=_pin(),
            clock=wallclock.now,
        )
    said = tr("Take this file to the new desk, and nowhere else: it opens the hub.")
    typer.echo(f"{said} {invitation}")


@hub_app.command("join")
def hub_join(
    invitation: Annotated[Path, typer.Argument(help="What the enrolling desk wrote.")],
    *,
    officer: Annotated[str, typer.Option(help="An administrator; asks for a PIN at this desk.")],
) -> None:
    """On the new machine: everything of the Center comes here, and it is a desk."""
    from counter_app.commands import hub as command

    pin, taken = _new_pin(), 0
    with _refusing(), _exchanging() as tell:
        taken = command.join(_config(), invitation, officer=officer, pin=pin, tell=tell).received
    typer.echo(tr("This machine is a desk of the Center now; {n} entries came.", n=str(taken)))


@hub_app.command("status")
def hub_status(*, as_json: Json = False) -> None:
    """How many entries of each desk are here, and how many at the hub."""
    from counter_app.commands import hub as command

    with _refusing():
        found = command.status(_config())
    _print((command.as_json if as_json else command.as_text)(found))


@hub_app.command("dismiss")
def hub_dismiss(
    desk: Annotated[int, typer.Argument(min=1, help="Number of the desk.")], *, admin: Admin
) -> None:
    """A desk that was stolen or is given up: the hub speaks with it no more."""
    from counter_app.commands import hub as command

    with _refusing():
        command.send_away(_config(), number=desk, admin=admin)
    typer.echo(tr("The hub speaks with desk {desk} no more.", desk=f"{desk:02}"))


@app.command()
def sync(*, as_json: Json = False) -> None:
    """Exchanges with the hub now, while the desk is closed; an open one does it by itself."""
    from counter_app.commands import hub as command

    with _refusing(), _exchanging() as tell:
        done = command.sync(_config(), tell)
    _print((command.exchanged_as_json if as_json else command.exchanged_as_text)(done))
    if done.unsent or done.in_doubt:
        raise typer.Exit(REFUSED)


def _pin() -> str:
    """Typed unseen, or the first line that a script sends."""
    if sys.stdin.isatty():
        return str(typer.prompt("PIN", hide_input=True))
    return sys.stdin.readline().strip()


def _new_pin() -> str:
    """Typed unseen and once more, or the next line that a script sends."""
    if sys.stdin.isatty():
        asked = tr("PIN of the officer")
        return str(typer.prompt(asked, hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().strip()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text}: 2026-12-01") from error


@catalogue_app.command("template")
def catalogue_template(
    file: Path,
    *,
    source: Annotated[
        Path | None, typer.Option("--from", help="Fill it with this catalogue.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Writes a workbook (.xlsx) to fill in; no file is ever overwritten."""
    from counter_app.commands import catalogue as command

    with _refusing():
        findings = command.write_template(file, source)
    _print_findings(findings, as_json=as_json)
    if not as_json:
        typer.echo(file)


def _print_findings(findings: Iterable[Finding], *, as_json: bool) -> None:
    """All of them, and exit code 1 where one is an error."""
    from counter_app.commands.findings import finding_as_json, has_error

    found = tuple(findings)
    for finding in found:
        _print(finding_as_json(finding) if as_json else str(finding))
    if has_error(found):
        raise typer.Exit(REFUSED)


def _config() -> Config:
    return read_config(_Options.home, _Options.lang)


def _moment(text: str | None) -> datetime:
    """A moment on the clock of the counter; a time without a zone is local time."""
    if text is None:
        return wallclock.now()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(tr("write the time as 2019-09-26T09:30")) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)


def _play(folder: Path, applicant: str, *, as_json: bool) -> None:
    from counter_app.practice import rehearsal

    made = rehearsal.play(
        folder,
        wallclock.now,
        applicant=applicant,
        tell=lambda step: typer.echo(step, err=as_json),
    )
    if as_json:
        _print(json.dumps(rehearsal.as_json(made), ensure_ascii=False))


def _rehearse(folder: Path, lives: int) -> NoReturn:
    from counter_app import launch
    from counter_app.practice.rehearsal import rehearsal

    with rehearsal(folder, wallclock.now, lives=lives) as (config, _printer):
        code = launch.run_desk(replace(config, lang=_Options.lang or config.lang))
    raise typer.Exit(code)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """The folder that is kept, or one that is thrown away when the rehearsal is over."""
    if keep is not None:
        yield keep.absolute()
        return
    folder = Path(tempfile.mkdtemp(prefix="counter-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def _refusing() -> Iterator[None]:
    """What the rules or the devices refuse is one sentence and exit code 1."""
    try:
        yield
    except Refused as refused:
        raise typer.Exit(told_on_stderr(refused)) from refused


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """One line on standard error that is written over; where nobody watches, a line a tenth."""
    watched, tenths = sys.stderr.isatty(), 0

    def tell(done: int, count: int) -> None:
        nonlocal tenths
        line = tr("{done} of {count} entries", done=done, count=count)
        if watched:
            sys.stderr.write(f"\r{line} ")
            sys.stderr.flush()
        elif 10 * done // count > tenths:
            tenths = 10 * done // count
            typer.echo(line, err=True)

    try:
        yield tell
    finally:
        if watched:
            typer.echo(err=True)


@contextmanager
def _exchanging() -> Iterator[Callable[["SyncReport"], None]]:
    """How many entries went and came so far, on one line of a terminal."""
    sent = taken = 0

    def tell(report: "SyncReport") -> None:
        nonlocal sent, taken
        sent, taken = sent + report.sent, taken + report.taken
        if sys.stderr.isatty():
            typer.echo(f"\r↑ {sent} ↓ {taken} ", nl=False, err=True)

    yield tell
    if sys.stderr.isatty():
        typer.echo("", err=True)


@contextmanager
def _ended_by_ctrl_c() -> Iterator[Event]:
    """Ctrl+C asks for an end with whole lines; a second one does not wait for it."""
    stopping, usual = Event(), signal.getsignal(signal.SIGINT)

    def ask(_number: int, _frame: object) -> None:
        stopping.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    signal.signal(signal.SIGINT, ask)
    try:
        yield stopping
    finally:
        signal.signal(signal.SIGINT, usual)


@contextmanager
def _looking() -> Iterator[Callable[[str], None]]:
    """How far a scan is, on a terminal, where its lines go elsewhere: they tell enough."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda _name: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed}"), TimeElapsedColumn())
    bar = Progress(
        *(*columns, TextColumn("{task.description}")),
        console=Console(stderr=True),
        transient=True,
        # Standard output holds JSON only: it must not pass through the bar.
        redirect_stdout=False,
        redirect_stderr=False,
    )
    with bar:
        task = bar.add_task("", total=None)
        yield lambda name: bar.update(task, advance=1, description=escape(name))


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        _print(line)


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
