import FoundationEssentials
import Hummingbird
import Inclusion
import ServiceKit

/// The pages about one case.
struct CasePages: Sendable {
    let calls: HubCalls
    let press: PagePress
    let grants: GrantStore
    let now: @Sendable () -> Date

    var routes: [PageRoute] {
        [
            .get("/cases/{id}", for: .coordinator) { try await press($0) { $1.summary($0) } },
            .get("/cases/{id}/risks", for: .coordinator) { try await press($0) { $1.risks($0) } },
            .get("/cases/{id}/forum", for: .coordinator) { try await press($0) { $1.forum($0) } },
            .get("/cases/{id}/timeline", for: .coordinator) { try await press($0) { $1.timeline($0) } },
            .get("/cases/{id}/access", for: .coordinator, answer: access),
            .post("/cases/next", for: .coordinator, answer: next),
        ] + MovePages(thing: Self.cases, calls: calls, press: press, beside: withColleagues).routes
    }

    /// Cases as things that are moved.
    static let cases = MovingThing(
        service: .router, collection: "/v1/cases", address: "/cases", roles: [.coordinator], moves: CaseMoves.all,
        caption: { $0.at("reference")?.words ?? "" })

    private func press(_ visit: Visit, _ page: (Visit, CaseContent) -> PageBody) async throws -> Response {
        press.page(page(visit, try await content(visit)), for: visit.session, in: .queue)
    }

    /// The case that the address names.
    func content(_ visit: Visit) async throws -> CaseContent {
        let id = try visit.id()
        let read = try await calls.get("/v1/cases/\(id)", from: .router, for: visit)
        return CaseContent(json: try await withColleagues(read.json, visit), id: id, now: now())
    }

    /// The case with those who may work the queue of its locality: services know people by how they sign in alone.
    @Sendable private func withColleagues(_ file: JSON, _ visit: Visit) async throws -> JSON {
        guard let locality = file.at("locality/code")?.words else { return file }
        let people = try await grants.coordinators(of: [locality])
        return file.setting(
            .array(people.map { ["subject": .string($0.subject), "name": .string($0.name)] }), at: "/colleagues"
        ).setting(.string(visit.person.subject), at: "/reader")
    }

    /// Who has looked. Whoever opens this page has looked too, and stands first.
    private func access(_ visit: Visit) async throws -> Response {
        let content = try await content(visit)
        let page = try await calls.page("/v1/cases/\(content.id)/access", from: .router, for: visit)
        return press.page(
            content.page(
                .access, visit,
                blocks: [
                    .words(AccessLines.covers), .table(AccessLines(items: page.items).table), .links(page.more),
                ]),
            for: visit.session, in: .queue)
    }

    /// “Accept, next”: of the cases that were looked at, the one that needs somebody most becomes the caller's, and is shown.
    private func next(_ visit: Visit) async throws -> Response {
        let list = try QueueAddress { visit.form[$0] }
        guard let body = list.next else { return PagePress.redirect(to: list.path(done: "nothing_left")) }
        let answer = try await calls.post("/v1/cases/next", body, to: .router, key: visit.form.key, for: visit)
        guard answer.isGood else { throw answer.problem }
        guard let id = answer.json.at("id")?.words else {
            return PagePress.redirect(to: list.path(done: "nothing_left"))
        }
        return PagePress.redirect(to: "/cases/\(id)?done=take_on")
    }
}
