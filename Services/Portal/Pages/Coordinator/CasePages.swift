import FoundationEssentials
import Hummingbird
import Inclusion
import ServiceKit

/// The pages about one case.
struct CasePages: Sendable {
    let calls: HubCalls
    let press: PagePress
    let now: @Sendable () -> Date

    var routes: [PageRoute] {
        [
            .get("/cases/{id}", for: .coordinator) { try await press($0) { $1.summary($0) } },
            .get("/cases/{id}/risks", for: .coordinator) { try await press($0) { $1.risks($0) } },
            .get("/cases/{id}/forum", for: .coordinator) { try await press($0) { $1.forum($0) } },
            .get("/cases/{id}/timeline", for: .coordinator) { try await press($0) { $1.timeline($0) } },
            .get("/cases/{id}/access", for: .coordinator, answer: access),
            .post("/cases/next", for: .coordinator, answer: next),
        ] + MovePages(thing: Self.cases, calls: calls, press: press).routes
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
        return CaseContent(json: read.json, id: id, now: now())
    }

    /// Who has looked. Whoever opens this page has looked too, and stands first.
    private func access(_ visit: Visit) async throws -> Response {
        let content = try await content(visit)
        let page = try await calls.page("/v1/cases/\(content.id)/access", from: .router, for: visit)
        let rows = page.items.map { line in
            PageTable.Row([
                .init(line.at("read_at")?.time?.words ?? ""),
                .init(
                    line.at("read_by")?.words ?? "", aside: line.at("role")?.words.map { $0.replacing("_", with: " ") }),
                .init(line.at("organisation")?.words ?? ""),
                .init(
                    (line.at("why/words")?.words ?? "").startingLarge,
                    aside: line.at("reference")?.words.map { "Referral \($0)" }),
            ])
        }
        let table = PageTable(
            id: "access", caption: "Readings of what is kept about the child, newest first",
            columns: [.init("When"), .init("Who"), .init("Organisation"), .init("Why")], rows: rows,
            emptyWords: "Nobody has looked.")
        let covers = """
            Every service of the hub is in it: the case, its referrals, papers of meetings, the plan, and what providers were \
            asked. Once for each referral that was read. What was read is written down nowhere.
            """
        return press.page(
            content.page(.access, visit, blocks: [.words(covers), .table(table), .links(page.more)]),
            for: visit.session, in: .queue)
    }

    /// “Accept, next”: the case that needs somebody most becomes the caller's, and is shown.
    private func next(_ visit: Visit) async throws -> Response {
        let body = visit.form["locality"].map { ["locality": .string($0)] as JSON } ?? .object([])
        let answer = try await calls.post("/v1/cases/next", body, to: .router, key: visit.form.key, for: visit)
        guard answer.isGood else { throw answer.problem }
        guard let id = answer.json.at("id")?.words else {
            return PagePress.redirect(to: "/?done=nothing_left")
        }
        return PagePress.redirect(to: "/cases/\(id)?done=take_on")
    }
}
