/// A part of a page. One of its kinds is there; a heading may stand above each.
///
/// What is not there is looked for further out by a template: no two names that may be missing are the same, one inside the
/// other, in what pages are made of.
struct Block: Sendable {
    var subheading: String?
    var id: String?
    var paragraphs: [String] = []
    var inset: String?
    var warning: String?
    var summary: [SummaryRow] = []
    var table: PageTable?
    var links: [PageLink] = []
    /// The first is what one usually does next.
    var buttons: [PageButton] = []
    var timeline: [TimelineEntry] = []
    var picture: PagePicture?
    var filter: PageFilter?
    /// Small forms of one button each, such as “Accept, next”.
    var oneButtonForms: [OneButtonForm] = []
    /// What is to be done, and how far each thing has come.
    var tasks: [TaskItem] = []

    static func words(_ paragraphs: String..., heading: String? = nil) -> Block {
        Block(subheading: heading, paragraphs: paragraphs)
    }
    static func inset(_ words: String) -> Block { Block(inset: words) }
    /// Something to be careful about.
    static func warning(_ words: String) -> Block { Block(warning: words) }
    /// Facts with their names. Those without words are left out.
    static func summary(_ rows: [SummaryRow?], heading: String? = nil) -> Block {
        Block(subheading: heading, summary: rows.compactMap { $0 })
    }
    static func table(_ table: PageTable, heading: String? = nil) -> Block { Block(subheading: heading, table: table) }
    static func links(_ links: [PageLink], heading: String? = nil) -> Block { Block(subheading: heading, links: links) }
    static func buttons(_ buttons: [PageButton], heading: String? = nil) -> Block {
        Block(subheading: heading, buttons: buttons)
    }
    static func timeline(_ entries: [TimelineEntry], heading: String? = nil) -> Block {
        Block(subheading: heading, timeline: entries)
    }
}

/// A fact with its name.
struct SummaryRow: Sendable {
    let name: String
    /// A line each.
    let values: [String]
    /// Leads to where it can be changed.
    var change: PageLink?

    init(_ name: String, _ values: [String], change: PageLink? = nil) {
        self.name = name
        self.values = values
        self.change = change
    }

    /// `nil` when there is nothing to say.
    init?(_ name: String, _ value: String?) {
        guard let value, !value.isEmpty else { return nil }
        self.init(name, value.split(separator: "\n").map(String.init))
    }
}

/// A table. It scrolls by itself where the screen is narrow.
struct PageTable: Sendable {
    let id: String
    let caption: String
    let columns: [Column]
    let rows: [Row]
    /// Said instead of rows when there are none.
    var emptyWords: String?
    /// Then there is no table, but words.
    let isEmpty: Bool

    struct Column: Sendable {
        let words: String
        var isNumber = false

        init(_ words: String, isNumber: Bool = false) {
            self.words = words
            self.isNumber = isNumber
        }
    }

    struct Row: Sendable {
        /// The first cell, which names the row.
        let head: Cell
        let cells: [Cell]

        init(_ cells: [Cell]) {
            head = cells.first ?? Cell("")
            self.cells = Array(cells.dropFirst())
        }
    }

    struct Cell: Sendable {
        let words: String
        /// What the words lead to.
        var address: String?
        /// Smaller, below.
        var aside: String?
        var tag: PageTag?
        var isNumber = false

        init(
            _ words: String, address: String? = nil, aside: String? = nil, tag: PageTag? = nil, isNumber: Bool = false
        ) {
            self.words = words
            self.address = address
            self.aside = aside
            self.tag = tag
            self.isNumber = isNumber
        }
    }

    init(id: String, caption: String, columns: [Column], rows: [Row], emptyWords: String? = nil) {
        self.id = id
        self.caption = caption
        self.columns = columns
        self.rows = rows
        isEmpty = rows.isEmpty
        // A table is never simply not there.
        self.emptyWords = rows.isEmpty ? emptyWords ?? "There is nothing here." : nil
    }
}

/// A link that looks like a button.
struct PageButton: Sendable {
    let address: String
    let words: String
    var isSecond = false
}

/// Something that happened.
struct TimelineEntry: Sendable {
    let when: PageTime
    let words: String
    var by: String?
    var detail: String?
}

/// A picture drawn here, with the table that says the same.
struct PagePicture: Sendable {
    /// Ready to stand in the page: nothing in it that was not escaped.
    let svg: String
    let caption: String
}

/// A form that changes the address: what is shown, by what is chosen.
struct PageFilter: Sendable, Hashable {
    let action: String
    /// Something to type, before what can be chosen.
    var text: Text?
    var selects: [Select] = []
    var button = "Apply"
    /// What else stays in the address.
    var hidden: [OneButtonForm.Hidden] = []

    struct Text: Sendable, Hashable {
        let name: String
        let label: String
        let hint: String
        let value: String
        /// What is wrong with what was typed.
        var error: String?
    }

    struct Select: Sendable, Hashable {
        let name: String
        let label: String
        let options: [Option]
    }

    struct Option: Sendable, Hashable {
        let code: String
        let label: String
        let isChosen: Bool
    }
}

/// Something to do, and how far it has come.
struct TaskItem: Sendable {
    /// A word of its own on the page.
    let code: String
    let name: String
    let address: String
    let tag: PageTag
}

/// A button that does something at once.
struct OneButtonForm: Sendable {
    let action: String
    let token: String
    let key: String
    let words: String
    var isSecond = true
    var hidden: [Hidden] = []

    struct Hidden: Sendable, Hashable {
        let name: String
        let value: String
    }
}
