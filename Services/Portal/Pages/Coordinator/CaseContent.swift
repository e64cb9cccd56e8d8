import Inclusion
import ServiceKit

/// A case in words, part by part.
struct CaseContent: Sendable {
    let json: JSON
    let id: String

    init(_ json: JSON, id: String) {
        self.json = json
        self.id = id
    }

    func summary(_ visit: Visit) -> PageBody {
        PageBody(
            caption: json.at("reference")?.words, heading: "Case", notice: CasePages.cases.notice(visit),
            blocks: [
                .summary([SummaryRow("Locality", json.at("locality/name")?.words)]),
                .links(CasePages.cases.links(to: json, id), heading: "What you can do now"),
            ], back: PageLink(address: "/", words: "Queue"))
    }
}
