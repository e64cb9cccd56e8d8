import Inclusion
import ServiceKit

/// The form by which something is agreed about a theme, once figures of it have been looked at.
struct ThemeActionForm: Sendable {
    let locality: String
    let theme: ThemeDimension
    /// Code of a term.
    let period: String

    /// What the address asks for.
    /// - Throws: ``Problem`` 404 for another locality than the person's, and for no theme or term.
    init(_ visit: Visit) throws(Problem) {
        locality = try ThemePages.locality(visit)
        guard let theme = visit.query("theme").flatMap({ ThemeDimension(rawValue: $0) }),
            let period = visit.query("period"), period.utf8.count <= 20,
            period.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (48...57).contains($0) || (97...122).contains($0) })
        else { throw .notFound() }
        (self.theme, self.period) = (theme, period)
    }

    var address: String { Self.address(locality: locality, theme: theme.code, period: period) }

    static func address(locality: String, theme: String, period: String) -> String {
        "/themes/actions/new?locality=\(locality)&theme=\(theme)&period=\(period)"
    }

    var page: FormPage {
        FormPage(
            heading: "Agree an action about \(theme.words)",
            explains: ["Everybody who sees this locality’s themes reads it. It must not name a child."],
            fields: [
                Field("locality", "Locality", .fixed(locality), at: "/locality"),
                Field("theme", "Theme", .fixed(theme.code), at: "/theme"),
                Field("period", "Term", .fixed(period), at: "/period"),
                Field(
                    "value", "What it is about", .select(theme.values.map { .init($0.code, $0.words.startingLarge) }),
                    at: "/value"),
                Field("what", "What is to be done", .passage(limit: 2000), at: "/what"),
                Field("organisation", "Which organisation does it", .text(), at: "/organisation"),
                Field("owner", "Who of it, by role", .text(), at: "/owner", hint: "For example, head of inclusion"),
                Field("due_on", "By when", .date, at: "/due_on"),
            ], button: "Agree this action")
    }
}
