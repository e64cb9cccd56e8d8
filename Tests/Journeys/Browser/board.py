"""A member of the board.

The day's task: the board meets in the afternoon. What came of last term's cases, and where are children out of education for
longest? The member looks at the picture, reads the numbers below it, takes the table along as a file, and sees what worries
people in each locality. Nobody can be found behind a number.
"""

import csv
import io

from hub_browser import run


def reads_outcomes(board):
    """The home page begins with the finding, in words; the picture and the table say the same."""
    board.reads("The most frequent outcome", "How this is counted")
    board.shot("outcomes")
    picture = board.page.get_by_role("img").first
    assert picture.bounding_box()["width"] > 200, "the picture is there to be seen"
    table = board.page.locator("main table").first
    return [row.inner_text().split("\t")[:2] for row in table.locator("tbody tr").all()]


def takes_it_along(board, rows):
    """The file says what the table says."""
    with board.page.expect_download() as coming:
        board.page.get_by_role("link", name="Download this table (CSV)").first.click()
    with open(coming.value.path(), encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(io.StringIO(file.read())))
    assert [line[:2] for line in lines[1:]] == rows, f"the file has {lines}, the page {rows}"


def compares(board):
    for part in ("Clocks", "Days out of education", "Level 3 and 4", "Alternative provision", "Equity"):
        board.click(part, inside=board.page.locator(".hub-parts"))
    board.pick("Compare for how many", board.page.get_by_label("Compare for how many").locator("option").nth(1).inner_text())
    board.click("Apply")
    board.reads("A difference may come from how many children of a group were referred")


def sees_another_locality(board):
    board.goes_to("Outcomes")
    board.pick("Locality", "Gloucester")
    board.click("Apply")
    board.reads("Gloucester")


def reads_themes(board):
    board.goes_to("Themes")
    board.reads("How this is counted")
    board.click("Actions", inside=board.page.locator(".hub-parts"))
    board.is_at("Actions")


def journey(walk):
    board = walk.arrives("board-member")
    rows = reads_outcomes(board)
    takes_it_along(board, rows)
    compares(board)
    sees_another_locality(board)
    reads_themes(board)


if __name__ == "__main__":
    run(journey)
