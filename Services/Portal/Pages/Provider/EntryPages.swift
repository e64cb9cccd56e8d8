import FoundationEssentials
import Hummingbird
import Inclusion
import ServiceKit

/// A provider's entries in the directory: as they are published, and what it may change of them.
struct EntryPages: Sendable {
    let calls: HubCalls
    let press: PagePress
    let now: @Sendable () -> Date

    var routes: [PageRoute] {
        [
            .get("/directory", for: .provider, answer: list), .get("/directory/{id}", for: .provider, answer: one),
            .get("/directory/{id}/edit", for: .provider, answer: ask),
            .post("/directory/{id}/edit", for: .provider, answer: act),
        ]
    }

    private func list(_ visit: Visit) async throws -> Response {
        let own = try await OwnProvisions.read(calls, visit)
        let table = PageTable(
            id: "provisions", caption: "Your provisions in the directory",
            columns: [.init("Provision"), .init("Kind"), .init("Ages"), .init("Whether places may be offered")],
            rows: own.items.map { provision in
                let id = provision.at("id")?.words ?? ""
                let ages = ["minimum_age", "maximum_age"].map { "\(provision.at($0)?.number ?? 0)" }
                return .init([
                    .init(provision.at("name")?.words ?? "", address: "/directory/\(id)"),
                    .init(provision.at("kind")?.words(as: ApKind.self)?.startingLarge ?? ""),
                    .init(ages.joined(separator: " to ")),
                    Self.standing(provision, id, today: LondonTime.day(of: now())),
                ])
            }, emptyWords: OwnProvisions.emptyWords)
        return press.page(
            PageBody(heading: "Our entry", blocks: [.table(table)]), for: visit.session, in: .directory)
    }

    /// Whether a place there may be offered today, and why not.
    private static func standing(_ provision: JSON, _ id: String, today: CalendarDate) -> PageTable.Cell {
        func no(_ why: String) -> PageTable.Cell { .init(why, tag: PageTag("No place is offered", colour: "red")) }
        if let missing = EntryMissing(provision, id: id).sentence { return no(missing) }
        guard provision.at("listed") != .bool(false) else { return no("It is not in the directory any more.") }
        guard let until = provision.at("assured_until")?.words.flatMap({ CalendarDate($0) }) else {
            return no("Nobody has assured it yet.")
        }
        guard until >= today else { return no("Its assurance ended on \(PlainDate.day(until)).") }
        return .init("Yes, assured until \(PlainDate.day(until))")
    }

    private func one(_ visit: Visit) async throws -> Response {
        let id = try visit.id()
        let read = try await own(id, visit)
        return press.page(
            PageBody(
                caption: "Our entry", heading: read.json.at("name")?.words ?? "",
                notice: visit.query("done") == "change" ? "Your entry is changed." : nil,
                blocks: EntryContent(json: read.json, id: id, today: LondonTime.day(of: now())).blocks,
                back: PageLink(address: "/directory", words: "All our provisions")),
            for: visit.session, in: .directory)
    }

    private func ask(_ visit: Visit) async throws -> Response {
        let read = try await own(try visit.id(), visit)
        let form = try form(read, visit)
        return form.show(visit, filled: form.page.form(filledWith: EntryForm.answers(of: Self.service(read))))
    }

    private func act(_ visit: Visit) async throws -> Response {
        let id = try visit.id()
        let read = try await own(id, visit)
        let form = try form(read, visit)
        let missing = form.page.missing(in: visit.form)
        guard missing.isEmpty else { return form.show(visit, errors: missing) }
        let answers = form.page.body(of: visit.form) ?? .object([])
        if let version = visit.form.version, version != read.version {
            // The same form came before: what it asks for is so.
            if form.page.form(filledWith: EntryForm.answers(of: Self.service(read)))
                == form.page.form(filledWith: answers)
            {
                return PagePress.redirect(to: "/directory/\(id)?done=change")
            }
            return form.show(visit, stale: AskedForm.words(of: []))
        }
        let service = EntryForm.service(Self.service(read), with: answers, of: visit.person.organisation)
        let answer = try await calls.put(
            "/v1/provisions/\(id)", service, to: .matcher, version: read.version, key: visit.form.key, for: visit)
        return try form.follow(answer, visit, errors: EntryForm.placed(answer.errors, in: service)) { _ in
            "/directory/\(id)?done=change"
        }
    }

    private func form(_ read: HubAnswer, _ visit: Visit) throws -> AskedForm {
        let id = try visit.id()
        return AskedForm(
            page: EntryForm.page(missing: EntryMissing(read.json, id: id).gaps), action: "/directory/\(id)/edit",
            caption: read.json.at("name")?.words,
            back: PageLink(address: "/directory/\(id)", words: "Our entry"), version: read.version, area: .directory,
            press: press)
    }

    /// A provision of the visitor's own organisation: the matcher shows everybody's, since coordinators compare them.
    /// - Throws: ``Problem`` 404 for another's.
    private func own(_ id: String, _ visit: Visit) async throws -> HubAnswer {
        let read = try await calls.get("/v1/provisions/\(id)", from: .matcher, for: visit)
        guard read.json.at("provider/id")?.words == visit.person.organisation else { throw Problem.notFound() }
        return read
    }

    private static func service(_ read: HubAnswer) -> JSON { read.json.at("service") ?? .object([]) }
}
