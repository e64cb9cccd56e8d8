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
                    // Services are away: whoever may use a page hears that, or sees what the portal knows itself.
                    let isFound = answer.status != 404
                    #expect(
                        isFound == route.roles.contains(role),
                        "\(route.method) \(route.path) as \(role): \(answer.status)")
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
                isDemonstration: false), pool: bench.pool, now: { Date() })
    }

    private func ask(
        _ route: PageRoute, _ portal: RunningPortal, _ cookie: String?, _ token: String
    ) async throws -> RunningPortal.Answer {
        let path = Self.filled(route.path)
        return route.method == .post
            ? try await portal.post(path, "form_token=\(token)", cookie: cookie)
            : try await portal.get(path, cookie: cookie)
    }

    /// The address with something in it for each name: an id, or a word that each of these pages knows.
    static func filled(_ path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).map { part in
            guard part.hasPrefix("{") else { return String(part) }
            return words[String(path)]?[String(part)] ?? "0193f09e-31d0-7b0e-9c55-7f2a60d4b311"
        }.joined(separator: "/")
    }

    private static let words: [String: [String: String]] = [
        "/cases/{id}/moves/{move}": ["{move}": "acknowledge"], "/placements/{id}/moves/{move}": ["{move}": "ask"],
        "/meetings/{id}/moves/{move}": ["{move}": "open"], "/plans/{id}/moves/{move}": ["{move}": "end"],
        "/referrals/{id}/moves/{move}": ["{move}": "withdraw"],
    ]
}
