import FoundationEssentials
import Hummingbird
import Inclusion
import ServiceKit

/// Who has looked at a child's details, for the data protection officer: of any case in any locality, and nothing of what it
/// holds.
struct AccessPages: Sendable {
    let calls: HubCalls
    let press: PagePress

    var routes: [PageRoute] {
        [
            .get("/access", for: .dpo, answer: search), .get("/access/{id}", for: .dpo, answer: readings),
            .get("/access/{id}/file", for: .dpo, answer: file),
        ]
    }

    /// More readings than this are not put into one file.
    private static let mostPages = 100

    // MARK: Of which case

    private func search(_ visit: Visit) async throws -> Response {
        // A browser writes a blank as a plus sign.
        let typed = visit.query("reference")?.replacing("+", with: " ")
        let reference = typed.flatMap { try? ReferralReference($0) }
        let isWrong = typed != nil && reference == nil
        let heading = "Who has looked at a child’s details"
        var blocks: [Block] = [
            .words(
                "Find a child by the reference of any referral about them. It is in every mail about the referral, and the "
                    + "agency that referred has it."),
            Block(
                filter: PageFilter(
                    action: "/access",
                    text: PageFilter.Text(
                        name: "reference", label: "Reference", hint: "Such as RH-KNQN-V43D", value: typed ?? "",
                        error: isWrong
                            ? "Enter a reference: RH, then eight letters and digits. Check each of them." : nil),
                    button: "Find")),
        ]
        if let reference { blocks.append(try await found(reference.text, visit)) }
        return press.page(
            PageBody(heading: heading, blocks: blocks + [Self.erasing], title: isWrong ? "Error: \(heading)" : nil),
            for: visit.session, in: .access)
    }

    private func found(_ reference: String, _ visit: Visit) async throws -> Block {
        let read = try await calls.get("/v1/access?reference=\(reference)", from: .router, for: visit)
        return .table(
            PageTable(
                id: "cases", caption: "Cases of the child, the latest first",
                columns: [.init("Case"), .init("Locality"), .init("Opened"), .init("Where it stands")],
                rows: (read.json.at("items")?.items ?? []).map { file in
                    let id = file.at("case_id")?.words ?? ""
                    return .init([
                        .init(
                            (file.at("references")?.strings ?? []).joined(separator: ", "),
                            address: "/access/\(id)?reference=\(reference)"),
                        .init(file.at("locality/name")?.words ?? ""), .init(file.at("opened_at")?.time?.words ?? ""),
                        .init(file.at("status")?.words(as: CaseState.self) ?? ""),
                    ])
                },
                emptyWords:
                    "No case has a referral with this reference. A referral that was posted a moment ago has none yet."),
            heading: "What was found for \(reference)")
    }

    private static let erasing = Block.words(
        "A child’s details are erased at the command line, by whoever runs the hub: hub erase, with your reason. That somebody "
            + "looked stays on record.",
        heading: "Erasing")

    // MARK: By whom, when and why

    private func readings(_ visit: Visit) async throws -> Response {
        let id = try visit.id()
        let reference = Self.reference(visit)
        let page = try await calls.page(
            "/v1/cases/\(id)/access", from: .router, for: visit, at: "/access/\(id)\(reference.query)")
        let file = PageLink(address: "/access/\(id)/file", words: "Download all of it (CSV)")
        let body = PageBody(
            caption: reference.text, heading: "Who has looked, and why",
            blocks: [
                .words(
                    AccessLines.covers,
                    "Readings for other cases of the child are with those. Before you give the list to a family, look through "
                        + "it: it names people."),
                .table(AccessLines(items: page.items).table), .links(page.more + [file]),
            ],
            back: PageLink(address: "/access\(reference.query)", words: "Find a child"),
            title: ["Who has looked", reference.text].compactMap { $0 }.joined(separator: ": "))
        return press.page(body, for: visit.session, in: .access)
    }

    /// The whole list, for a family that asks what is known of who has looked.
    private func file(_ visit: Visit) async throws -> Response {
        let list = try await calls.list(
            "/v1/cases/\(try visit.id())/access", from: .router, for: visit, mostPages: Self.mostPages)
        guard !list.isCut else {
            throw Problem(
                status: .unprocessableContent, code: "too_long", title: "The list is too long for one file",
                detail:
                    "There are more than \(Self.mostPages * 100) readings. Read them page after page, or ask whoever runs "
                    + "the hub.")
        }
        return .csv(AccessLines(items: list.items).csv, fileName: "who-has-looked.csv")
    }

    /// By which reference the child was found.
    private static func reference(_ visit: Visit) -> (text: String?, query: String) {
        let text = visit.query("reference").flatMap { try? ReferralReference($0) }?.text
        return (text, text.map { "?reference=\($0)" } ?? "")
    }
}
