/// What a template is given: what is around every page, and what this one says.
struct Page<Content: Sendable>: Sendable {
    let template: PageTemplates.Name
    /// Of the browser's window, without the service's name.
    let title: String
    let frame: PageFrame
    let content: Content
}

/// What is around every page.
struct PageFrame: Sendable {
    /// What the service is called.
    var brand = Brand.standard.name
    let styles: [String]
    let icon: String
    /// Addresses of the page's scripts.
    let scripts: [String]
    /// Says on every page that this is a demonstration.
    let isDemonstration: Bool
    /// `nil` when nobody is signed in.
    let person: SignedIn?

    /// Where whoever is signed in can go.
    let menu: Menu

    struct Menu: KeptPart {
        static let template = PageTemplates.Part.menu
        let areas: [PagePart]
    }

    struct SignedIn: Sendable {
        let name: String
        let formToken: String
        /// Address of the script that warns before the session ends.
        var script: String?
        /// How long the session goes on if nothing is done with it.
        var secondsLeft = 0
    }
}

/// A page that says one thing.
struct MessageContent: Sendable {
    let heading: String
    let paragraphs: [String]
    /// To be quoted when asking for help.
    var traceID: String?
    var link: Link?

    struct Link: Sendable {
        let address: String
        let words: String
    }
}
