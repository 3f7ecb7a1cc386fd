"""Where the data files that come with the program are."""

from pathlib import Path

_REFERENCE = Path(__file__).resolve().parent.parent / "reference"

CALENDAR = _REFERENCE / "calendar-2018-2027.toml"
PROFILE = _REFERENCE / "profiles" / "QN-3089-2019.toml"
AGENCIES = _REFERENCE / "agencies-quang-nam.toml"
PLACES = _REFERENCE / "places-2025.tsv"
SAMPLE_CATALOGUE = _REFERENCE / "catalogue-sample"
