"""Sentences for the carrier's status file: what is wrong with it, and with a row of it."""

from collections.abc import Mapping
from typing import Final

from counter_app.wording import msg

CARRIER: Final[Mapping[str, str]] = {
    "carrier-file-unreadable": msg(
        "{file} cannot be opened. Nothing was read; close it elsewhere, or copy it anew."
    ),
    "carrier-file-large": msg(
        "The file is larger than {limit} MiB. Nothing was read; have the carrier export a "
        "shorter time."
    ),
    "carrier-file-empty": msg(
        "There is nothing in this file. Nothing was read; have it exported again."
    ),
    "carrier-file-page": msg(
        "This is a web page or a document and no table. Nothing was read; open it in a "
        "spreadsheet and save it as XLSX."
    ),
    "carrier-xls-old": msg(
        "This is an old workbook (.xls), or one with a password. Nothing was read; save it as "
        "XLSX without a password."
    ),
    "carrier-encoding": msg(
        "Line {line} has letters in an encoding that nothing in the file names. Nothing was "
        "read; save it as CSV UTF-8 or XLSX."
    ),
    "carrier-nul": msg(
        "Line {line} has a letter that no text has. Nothing was read; save the file as CSV "
        "UTF-8 or XLSX."
    ),
    "carrier-csv-broken": msg(
        "The row that begins on line {line} is no proper CSV: a quote is missing, or too many. "
        "Nothing was read; correct it or have it exported again."
    ),
    "carrier-separator": msg(
        "It is not clear what separates the columns. Nothing was read; save the file as XLSX."
    ),
    "carrier-headers-missing": msg(
        "Line {line} has one column only, and no headers of a table. Nothing was read; choose "
        "the carrier's status file."
    ),
    "carrier-rows-many": msg(
        "The file has more than {limit} rows. Nothing was read; have the carrier export a "
        "shorter time."
    ),
    "carrier-columns-many": msg(
        "Line {line} has more than {limit} columns. Nothing was read; take out columns that are"
        " not needed."
    ),
    "carrier-cell-long": msg(
        "The cell {column}{line} has more than {limit} letters. Nothing was read; shorten it."
    ),
    "carrier-book-broken": msg(
        "This workbook is damaged. Nothing was read; open it in a spreadsheet and save it anew "
        "as XLSX."
    ),
    "carrier-book-large": msg(
        "This workbook unpacks to more than is read here. Nothing was read; have the carrier "
        "export a shorter time."
    ),
    "carrier-book-parts": msg(
        "This workbook has too many sheets or attachments. Nothing was read; save its one sheet"
        " as a workbook of its own."
    ),
    "carrier-book-doctype": msg(
        "This workbook has parts that no spreadsheet writes. Nothing was read; do not open it "
        "elsewhere, and ask the carrier for another."
    ),
    "carrier-book-disorder": msg(
        "The rows of this workbook are not in order. Nothing was read; open it in a spreadsheet"
        " and save it anew."
    ),
    "carrier-book-rows": msg(
        "The sheet has more than 100,000 rows, or blank ones far below. Nothing was read; "
        "delete the blank rows at the end."
    ),
    "carrier-sheets-several": msg(
        "{count} sheets of this workbook have rows. Nothing was read; save the one with the "
        "statuses on its own."
    ),
    "carrier-merged": msg(
        "The cell {column}{line} is merged with others. Nothing was read; unmerge the cells and"
        " fill in each."
    ),
    "carrier-formula": msg(
        "The cell {column}{line} holds a formula, and formulas are not reckoned. Nothing was "
        "read; put its value there."
    ),
    "carrier-cell-error": msg(
        "The cell {column}{line} shows an error of the spreadsheet. Nothing was read; put its "
        "value there."
    ),
    "carrier-item-column-missing": msg(
        "It is not said yet which column holds the item numbers. Choose it."
    ),
    "carrier-status-column-missing": msg(
        "It is not said yet which column holds the status. Choose it."
    ),
    "carrier-column-gone": msg(
        "A column that was chosen is not in this file. Nothing was recorded; choose the columns"
        " again."
    ),
    "carrier-column-twice": msg(
        "Column {column} was chosen for two things. Nothing was recorded; choose another for "
        "one of them."
    ),
    "carrier-header-twice": msg(
        "The name of column {column} stands above another column too. Nothing was recorded; "
        "rename one of them in the file."
    ),
    "carrier-item-column-wrong": msg(
        "What stands in column {column} does not look like item numbers. Nothing was recorded; "
        "are two columns swapped?"
    ),
    "carrier-status-column-wrong": msg(
        "What stands in column {column} does not look like a status. Nothing was recorded; are "
        "two columns swapped?"
    ),
    "carrier-day-column-wrong": msg(
        "What stands in column {column} does not look like days. Nothing was recorded; are two "
        "columns swapped?"
    ),
    "carrier-receiver-column-wrong": msg(
        "What stands in column {column} does not look like names. Nothing was recorded; are two"
        " columns swapped?"
    ),
    "carrier-day-order": msg(
        "The cell {column}{line} has the month before the day. Nothing was recorded; have the "
        "days written as 20/11/2026."
    ),
    "carrier-words-many": msg(
        "{limit} status words are kept already. This one was not; tell the administrator."
    ),
    "carrier-row-longer": msg(
        "The row has more cells than the headers: a separator stands inside one. Record it by "
        "hand, or correct the file."
    ),
    "carrier-item-missing": msg("The row has no item number."),
    "carrier-item-rounded": msg(
        "A spreadsheet rounded this item number. Have the column exported as text."
    ),
    "carrier-item-unreadable": msg("What stands for the item number is none."),
    "carrier-status-missing": msg("The row has no status."),
    "carrier-status-unknown": msg("Nobody said yet what this status means. Decide it once."),
    "carrier-day-missing": msg("The row has no day."),
    "carrier-day-unreadable": msg("The day of the row is none; it is written as 20/11/2026."),
    "carrier-item-unknown": msg(
        "This desk knows no item of this number. Compare the number with the phiếu gửi."
    ),
    "carrier-item-earlier": msg(
        "The result went again under another number since. Look at the dossier."
    ),
    "carrier-row-twice": msg("Line {line} says the same of this item."),
    "carrier-delivered-otherwise": msg(
        "It is recorded as delivered on {day} already. Ask the carrier which day is right."
    ),
    "carrier-lost": msg(
        "The carrier says that it is lost. Record it at the dossier, so that the agency makes "
        "it again."
    ),
    "carrier-damaged": msg(
        "The carrier says that it is damaged. Look at it, and record it at the dossier."
    ),
    "carrier-receiver-other": msg(
        "Another name received it than that of the applicant. Look at the paper of "
        "authorisation, and record it at the dossier."
    ),
    "carrier-identity-undeclared": msg(
        "Nothing was declared of identity papers. Declare once for the file that the post "
        "looked at them."
    ),
    "carrier-identity-blank": msg(
        "The file says that no identity paper was seen here. Ask the carrier, and record it at "
        "the dossier."
    ),
    "carrier-shelf-missing": msg("It came back: say on which shelf it is put."),
    "list-format-unknown": msg(
        "A list is written as {formats}. Nothing was written; choose a name that ends so."
    ),
}
