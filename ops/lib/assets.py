"""Takes the portal's style sheet and its licence out of a wheel of streamlit-gds: assets.py WHEEL FOLDER"""

import os
import sys
import zipfile

NOTE = """govuk-frontend.css is govuk-frontend 6.4.0 without GOV.UK branding, as built into streamlit-gds 0.2.1 (PyPI).
govuk-frontend: Copyright (c) Crown Copyright (Government Digital Service), MIT licence.
The licence of streamlit-gds follows.

"""


def only(names, ending):
    found = [name for name in names if name.endswith(ending)]
    if len(found) != 1:
        sys.exit(f"assets: {len(found)} files end with {ending} in the wheel, expected one")
    return found[0]


def write(path, content):
    partial = f"{path}.partial"
    with open(partial, "wb") as file:
        file.write(content)
    os.replace(partial, path)


def main(wheel, folder):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        licence = archive.read(only(names, "/licenses/LICENSE"))
        write(os.path.join(folder, "LICENCE-govuk-frontend.txt"), NOTE.encode() + licence)
        write(os.path.join(folder, "govuk-frontend.css"), archive.read(only(names, ".css")))


if __name__ == "__main__":
    main(*sys.argv[1:])
