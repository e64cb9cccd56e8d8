import FoundationEssentials
import Hummingbird
import Inclusion
import ServiceKit

/// What somebody is to do: the list, agreeing one in a case, and saying that it is done.
struct ActionPages: Sendable {
    let calls: HubCalls
    let press: PagePress

    var routes: [PageRoute] {
        [
            .get("/actions", for: .coordinator, answer: list),
            .get("/cases/{id}/actions/new", for: .coordinator) { try await asked(Self.agree, $0).show($0) },
            .post("/cases/{id}/actions/new", for: .coordinator) { visit in
                try await send(Self.agree, visit, to: "/v1/cases/\(try visit.id())/actions")
            },
            .get("/cases/{id}/actions/{action}/done", for: .coordinator) { try await asked(Self.done, $0).show($0) },
            .post("/cases/{id}/actions/{action}/done", for: .coordinator) { visit in
                try await send(
                    Self.done, visit, to: "/v1/cases/\(try visit.id())/actions/\(try visit.id("action"))/completion")
            },
        ]
    }

    private static let agree = FormPage(
        heading: "Agree an action", explains: ["Who does it gets a mail before it is due."],
        fields: [
            Field("what", "What is to be done", .passage(rows: 3), at: "/what", warnsOfTooMuch: true),
            Field("organisation", "Which organisation does it", .text(), at: "/organisation"),
            Field("owner", "Who of it", .text(), at: "/owner"),
            Field("due_on", "By when", .date, at: "/due_on", hint: "From today to a year ahead"),
        ], button: "Agree it")

    private static let done = FormPage(
        heading: "It is done",
        fields: [Field("words", "What came of it", .passage(rows: 3), at: "/words", isOptional: true)],
        button: "It is done")

    private func list(_ visit: Visit) async throws -> Response {
        let page = try await calls.page("/v1/actions", from: .router, for: visit)
        let rows = page.items.map { action in
            PageTable.Row([
                .init(
                    action.at("reference")?.words ?? "", address: "/cases/\(action.at("case_id")?.words ?? "")/forum",
                    aside: action.at("locality/name")?.words),
                .init(action.at("owner")?.words ?? "", aside: action.at("organisation")?.words),
                .init(
                    action.at("due_on")?.time?.words ?? "",
                    tag: action.at("overdue") == .bool(true) ? PageTag("Overdue", colour: "red") : nil),
            ])
        }
        return press.page(
            PageBody(
                heading: "Actions",
                blocks: [
                    .table(
                        PageTable(
                            id: "actions", caption: "What is to be done, overdue first",
                            columns: [.init("Case"), .init("Who"), .init("By")], rows: rows,
                            emptyWords:
                                "Nothing is to be done. Actions are agreed in a case, under Forum and decisions.")),
                    .links(page.more),
                ]), for: visit.session, in: .actions)
    }

    private func asked(_ page: FormPage, _ visit: Visit) async throws -> AskedForm {
        let id = try visit.id()
        let read = try await calls.get("/v1/cases/\(id)", from: .router, for: visit)
        return AskedForm(
            page: page, action: visit.request.uri.path, caption: read.json.at("reference")?.words,
            back: PageLink(address: "/cases/\(id)/forum", words: "Back"), version: read.version, area: .queue,
            press: press)
    }

    private func send(_ page: FormPage, _ visit: Visit, to path: String) async throws -> Response {
        let form = try await asked(page, visit)
        return try await form.send(page.body(of: visit.form), to: path, of: .router, by: calls, visit) { _ in
            form.back.address
        }
    }
}
