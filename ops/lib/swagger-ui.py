"""Takes Swagger UI and its licence out of a wheel of flask-swagger-ui: swagger-ui.py WHEEL FOLDER"""

import os
import sys
import zipfile

FILES = {"LICENSE": "LICENCE-swagger-ui.txt", "swagger-ui.css": None, "swagger-ui-bundle.js": None}


def main(wheel, folder):
    os.makedirs(folder, exist_ok=True)
    with zipfile.ZipFile(wheel) as archive:
        for name, other in FILES.items():
            path = os.path.join(folder, other or name)
            with open(f"{path}.partial", "wb") as file:
                file.write(archive.read(f"flask_swagger_ui/dist/{name}"))
            os.replace(f"{path}.partial", path)


if __name__ == "__main__":
    main(*sys.argv[1:])
