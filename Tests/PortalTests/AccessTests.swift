import Foundation
import HTTPTypes
import ServiceKit
import Testing

@testable import Portal

/// Every page and everything a page can send, against every role.
@Suite("Who may use which page")
struct AccessTests {
    /// The table to review: each page, and whose it is. A page that is not in it fails the test.
    static let table = """
        GET /: agency board coordinator dpo forum_member operator provider
        GET /access/{id}/file: dpo
        GET /access/{id}: dpo
        GET /access: dpo
        GET /actions: coordinator
        GET /capacity/{id}/{part}/{place}/removal: provider
        GET /capacity/{id}/{part}/{place}: provider
        GET /capacity/{id}: provider
        GET /capacity: provider
        GET /cases/{id}/access: coordinator
        GET /cases/{id}/actions/new: coordinator
        GET /cases/{id}/actions/{action}/done: coordinator
        GET /cases/{id}/forum: coordinator
        GET /cases/{id}/moves/{move}: coordinator
        GET /cases/{id}/placements: coordinator
        GET /cases/{id}/plan/new: coordinator
        GET /cases/{id}/plan: coordinator
        GET /cases/{id}/risks: coordinator
        GET /cases/{id}/timeline: coordinator
        GET /cases/{id}: coordinator
        GET /children/{id}/moves/{move}: provider
        GET /children/{id}: provider
        GET /children: provider
        GET /directory/{id}/edit: provider
        GET /directory/{id}: provider
        GET /directory: provider
        GET /drafts/{id}/check: agency
        GET /drafts/{id}/removal: agency
        GET /drafts/{id}/sections/{section}/{item}: agency
        GET /drafts/{id}/sections/{section}: agency
        GET /drafts/{id}: agency
        GET /drafts: agency
        GET /meetings/{id}/moves/{move}: coordinator
        GET /meetings/{id}/papers/{case}: coordinator forum_member
        GET /meetings/{id}: coordinator forum_member
        GET /meetings: coordinator forum_member
        GET /outcomes/clocks: board
        GET /outcomes/days: board
        GET /outcomes/equity: board
        GET /outcomes/figures/{code}: board
        GET /outcomes/levels: board
        GET /outcomes/places: board
        GET /outcomes: board
        GET /placements/{id}/moves/{move}: coordinator
        GET /placements/{id}: coordinator
        GET /placements: coordinator
        GET /plans/{id}/moves/{move}: coordinator
        GET /plans/{id}: coordinator
        GET /referrals/{id}/amend/{section}/{item}: agency
        GET /referrals/{id}/amend/{section}: agency
        GET /referrals/{id}/amend: agency
        GET /referrals/{id}/content: agency
        GET /referrals/{id}/moves/{move}: agency
        GET /referrals/{id}/sent: agency
        GET /referrals/{id}: agency
        GET /referrals: agency
        GET /requests/{id}/moves/{move}: provider
        GET /requests/{id}: provider
        GET /requests: provider
        GET /themes.csv: board coordinator
        GET /themes/actions/new: coordinator
        GET /themes/actions/{id}: board coordinator
        GET /themes/actions: board coordinator
        GET /themes: board coordinator
        POST /capacity/{id}/{part}/{place}/removal: provider
        POST /capacity/{id}/{part}/{place}: provider
        POST /cases/assignments: coordinator
        POST /cases/next: coordinator
        POST /cases/{id}/actions/new: coordinator
        POST /cases/{id}/actions/{action}/done: coordinator
        POST /cases/{id}/moves/{move}: coordinator
        POST /cases/{id}/plan/new: coordinator
        POST /children/{id}/moves/{move}: provider
        POST /directory/{id}/edit: provider
        POST /drafts/{id}/amendment: agency
        POST /drafts/{id}/check: agency
        POST /drafts/{id}/removal: agency
        POST /drafts/{id}/sections/{section}/{item}: agency
        POST /drafts/{id}/sections/{section}: agency
        POST /drafts: agency
        POST /meetings/{id}/moves/{move}: coordinator
        POST /placements/{id}/moves/{move}: coordinator
        POST /plans/{id}/moves/{move}: coordinator
        POST /referrals/{id}/amend/{section}/{item}: agency
        POST /referrals/{id}/amend/{section}: agency
        POST /referrals/{id}/moves/{move}: agency
        POST /requests/{id}/moves/{move}: provider
        POST /themes/actions/new: coordinator
        POST /themes/actions/{id}: coordinator
        """

    @Test("The table names every page, with whose it is")
    func table() async throws {
        try await PortalBench.run { bench in
            let routes = try Self.routes(bench)
            let lines = routes.map { route in
                "\(route.method.rawValue) \(route.path): \(route.roles.map(\.rawValue).sorted().joined(separator: " "))"
            }
            #expect(lines.sorted().joined(separator: "\n") == Self.table)
            #expect(Set(lines).count == lines.count)
        }
    }

    @Test("For every other role there is no such page, whatever is sent to it; without a session one signs in first")
    func everybodyElse() async throws {
        try await RunningPortal.run { portal, bench in
            for role in Role.allCases {
                let session = try await bench.session(
                    for: Person(
                        subject: "p-\(role.rawValue)", displayName: "P", organisation: "o", roles: [role],
                        localities: [Samples.gloucester]))
                let cookie = "\(SessionCookie.session.rawValue)=\(session.token.text)"
                let token = session.token.formToken
                for route in try Self.routes(bench) {
                    let answer = try await ask(route, portal, cookie, token)
                    guard route.roles.contains(role) else {
                        #expect(answer.status == 404, "\(route.method) \(route.path) as \(role)")
                        continue
                    }
                    // Services are away: whoever may use a page hears that, or sees what the portal knows itself. Pages
                    // that need more of the address to be right than an id say the same to everybody here.
                    guard !Self.needMore.contains(where: route.path.contains) else { continue }
                    #expect(answer.status != 404, "\(route.method) \(route.path) as \(role)")
                }
            }
            for route in try Self.routes(bench) {
                let answer = try await ask(route, portal, nil, "none")
                #expect(answer.status == 303 || answer.status == 403, "\(route.method) \(route.path): \(answer.status)")
            }
        }
    }

    private static func routes(_ bench: PortalBench) throws -> [PageRoute] {
        Portal.routes(
            calls: HubCalls(addresses: [:], signer: nil, now: { Date() }),
            press: PagePress(
                templates: try PageTemplates(), assets: Assets(folder: nil, logger: PortalBench.logger),
                isDemonstration: false), tally: QueueTally(reader: bench.reader),
            grants: GrantStore(pool: bench.pool, now: { Date() }), pool: bench.pool, now: { Date() })
    }

    private func ask(
        _ route: PageRoute, _ portal: RunningPortal, _ cookie: String?, _ token: String
    ) async throws -> RunningPortal.Answer {
        let path = Self.filled(route.path)
        return route.method == .post
            ? try await portal.post(path, "form_token=\(token)", cookie: cookie)
            : try await portal.get(path, cookie: cookie)
    }

    /// Parts of addresses that an id does not fill.
    private static let needMore = ["{move}", "{section}", "{part}", "{code}", "/themes", "/amendment"]

    /// The address with an id for each name in it.
    private static func filled(_ path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).map {
            $0.hasPrefix("{") ? "0193f09e-31d0-7b0e-9c55-7f2a60d4b311" : String($0)
        }.joined(separator: "/")
    }
}
