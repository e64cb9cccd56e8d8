import FoundationEssentials
import Hummingbird
import Inclusion
import ServiceKit

/// Giving many cases of the queue to somebody at once: each is given or not by itself, and the page says which and why.
struct AssignmentPages: Sendable {
    let calls: HubCalls
    let press: PagePress
    let reader: QueueReader
    let grants: GrantStore

    var routes: [PageRoute] { [.post("/cases/assignments", for: .coordinator, answer: assign)] }

    /// What the box of a case is called, followed by its id; its value is the version that was looked at.
    static let box = "case-"
    /// Where the queue is that the boxes were ticked in.
    static let back = "back"

    private func assign(_ visit: Visit) async throws -> Response {
        let back = visit.form[Self.back].flatMap(LocalPath.init) ?? .home
        let wanted = Self.wanted(visit.form)
        guard !wanted.isEmpty, let person = visit.form["assigned_to"] else {
            let sign = back.text.contains("?") ? "&" : "?"
            return PagePress.redirect(to: "\(back.text)\(sign)done=none_ticked")
        }
        let body: JSON = [
            "assigned_to": .string(person),
            "cases": .array(wanted.map { ["id": .string($0.id), "version": .number($0.version)] }),
        ]
        let answer = try await calls.post(
            "/v1/cases/assignments", body, to: .router, key: visit.form.key, for: visit)
        guard answer.isGood else { throw answer.problem }
        let names = try await grants.coordinators(of: visit.person.localities)
        let name = names.first { $0.subject == person }?.name ?? person
        let references = try await reader.references(
            of: wanted.compactMap { UUID(uuidString: $0.id) }, in: visit.person.localities)
        return press.page(
            Self.result(answer.json.at("items")?.items ?? [], name, references, back), for: visit.session, in: .queue)
    }

    /// The cases that were ticked, each in the version that was looked at, in the order of their ids.
    private static func wanted(_ form: Form) -> [(id: String, version: Int)] {
        form.fields.compactMap { name, value in
            guard name.hasPrefix(box), let id = UUID(uuidString: String(name.dropFirst(box.count))),
                let version = Int(value)
            else { return nil }
            return (id.uuidString.lowercased(), version)
        }.sorted { $0.id < $1.id }
    }

    private static func result(
        _ items: [JSON], _ name: String, _ references: [String: String], _ back: LocalPath
    ) -> PageBody {
        let done = items.filter { $0.at("done") == .bool(true) }
        // What was not done comes first: somebody has to look at it.
        let rows = (items.filter { $0.at("done") != .bool(true) } + done).map { item in
            let id = item.at("id")?.words ?? ""
            let isDone = item.at("done") == .bool(true)
            return PageTable.Row([
                .init(references[id] ?? "A case that is not in your queue", address: "/cases/\(id)"),
                .init(
                    isDone ? "" : item.at("detail")?.words ?? "",
                    tag: isDone ? PageTag("Assigned", colour: "green") : PageTag("Not assigned", colour: "red")),
            ])
        }
        let cases = items.count == 1 ? "1 case" : "\(items.count) cases"
        let heading =
            done.count == items.count
            ? "\(name) works on \(cases) now" : "\(done.count) of \(cases) could be given to \(name)"
        return PageBody(
            heading: heading,
            blocks: [
                .table(
                    PageTable(
                        id: "assignments", caption: "What became of each case",
                        columns: [.init("Case"), .init("What became of it")], rows: rows)),
                .links([PageLink(address: back.text, words: "Go on with the queue")]),
            ], back: PageLink(address: back.text, words: "Queue"))
    }
}
