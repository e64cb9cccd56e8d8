/// A page made of blocks, one below the other. Most pages are one of these.
struct PageBody: Sendable {
    var caption: String?
    let heading: String
    /// Words such as “Overdue”, shown beside the heading.
    var tags: [PageTag] = []
    /// What has just been done.
    var notice: String?
    /// A part of the page that could not be read, and why.
    var notCurrent: [String] = []
    /// The pages that belong together with this one.
    var parts: [PagePart] = []
    var blocks: [Block] = []
    /// Shown after the blocks.
    var form: FormContent?
    var back: PageLink?
    /// Of the window, where the heading would say too much or too little.
    var title: String?
    var isLive = false

    /// What the window is called.
    var windowTitle: String { (form?.hasErrors == true ? "Error: " : "") + (title ?? heading) }
}

/// A link with its words.
struct PageLink: Sendable, Hashable {
    let address: String
    let words: String

    init(address: String, words: String) {
        self.address = address
        self.words = words
    }
}

/// One of several pages about the same thing.
struct PagePart: Sendable, Hashable {
    let link: PageLink
    let isCurrent: Bool
}

/// A word with a colour; the word alone says everything.
struct PageTag: Sendable {
    let tagWords: String
    /// `red`, `yellow`, `green`, `grey`; the brand's where it is empty.
    var colour = ""

    init(_ words: String, colour: String = "") {
        tagWords = words
        self.colour = colour
    }
}
