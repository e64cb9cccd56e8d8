/// The words of pages that everybody may read.
enum Statements {
    /// What has been tested and what has not, so far as the people who wrote it know.
    static func accessibility(_ brand: Brand) -> PageBody {
        PageBody(
            heading: "Accessibility statement",
            blocks: [
                .words(
                    "This statement is about the pages of \(brand.name) that you are reading now. They are to be usable by as many people as possible. You should be able to zoom in to 400 % without losing anything, find your way with a keyboard alone, listen to every page with a screen reader, and do everything with scripts switched off.",
                    "It does not cover the messages the service sends, or pages of other services it leads to."),
                .words(
                    "The pages are made to meet the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA. Nobody outside the team that makes them has examined that yet, so we claim no more than that we aim at it.",
                    heading: "How accessible it is"),
                Block(
                    subheading: "What is tested",
                    paragraphs: [
                        "Automatic tests, with every change: whatever is typed into a field comes out as text; pages need no script; pages carry no styles or scripts of their own beside the files that are named; a colour that an authority chooses is refused where white letters on it could not be read. A browser opens every kind of page as somebody in each role: axe finds nothing, the HTML is valid, nothing but tables is wider than 320 pixels, and the days’ tasks can be done with the keyboard alone and without scripts.",
                        "By how they are built: every control has a label, every page one main heading, every table a caption and headings. Pictures say in words what they show and have a table beside them with the same figures. Nothing is said by colour alone. New arrivals are announced, and no row moves while you read.",
                    ]),
                Block(
                    subheading: "What is not tested, or known not to work well",
                    paragraphs: [
                        "No test with people who use screen readers, voice control or magnifiers has been done.",
                        "Wide tables scroll sideways within the page on a narrow screen.",
                        "The live announcement of new referrals needs scripts; without them, load the page again to see what is new.",
                        "A session ends after 30 minutes in which you do nothing, and after 10 hours in any case. What you have typed by then is shown again, and you can send it after signing in.",
                    ]),
                .words(
                    "Tell whoever gave you access what does not work for you, or what you need in another form. If you are not content with the answer, the Equality Advisory and Support Service helps: www.equalityadvisoryservice.com. The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.",
                    heading: "If something does not work for you"),
                .words(
                    "This statement was prepared on 23 November 2026, and last looked through on that day.",
                    heading: "About this statement"),
            ])
    }

    /// The first things people ask.
    static func help(_ brand: Brand) -> PageBody {
        PageBody(
            heading: "Help",
            blocks: [
                .warning(
                    "If a child is in danger now, ring 999. A concern about a child’s safety goes to your area’s Front Door, not here."
                ),
                .words(
                    "\(brand.name) takes referrals about children who need help with their education, brings each to the people of its locality who can help, and shows who has the next step and by when.",
                    heading: "What it is for"),
                .summary(
                    [
                        SummaryRow(
                            "Agencies",
                            "Refer a child, see where each referral stands, answer what is asked, change or withdraw it."
                        ),
                        SummaryRow(
                            "Coordinators",
                            "Work through the queue of a locality. “Accept, next” gives you the case that needs somebody most of those you look at, so that no two people read the same one."
                        ),
                        SummaryRow("Forum members", "Read the papers of the cases that are listed for a meeting."),
                        SummaryRow(
                            "Providers",
                            "Answer requests for a place, report who came and how it goes, keep places and entry up to date."
                        ),
                        SummaryRow("The board", "See what came of cases, and what worries people, without any child."),
                        SummaryRow(
                            "Data protection officers", "See who has looked at a child’s details, when and why."),
                    ], heading: "Who does what here"),
                .words(
                    "Whoever gave you access can end it, change it, or open the pages you miss. A page that is not yours is “not found”: it does not say whether there is such a thing.",
                    heading: "If you cannot find a page"),
                .words(
                    "An error page may show a number. Quote it when you ask for help: it says when and where something went wrong, and nothing about a child.",
                    heading: "If something goes wrong"),
                .words(
                    "Numbers of children from 1 to 4 are never shown on the pages about themes and outcomes, nor others from which they could be worked out. Terms are shown once they have ended.",
                    heading: "Why a number may be hidden"),
                .links([PageLink(address: "/accessibility", words: "Accessibility statement")]),
            ])
    }
}
