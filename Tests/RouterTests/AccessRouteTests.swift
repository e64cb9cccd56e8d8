import Contracts
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import Privacy
import ServiceKit
import ServiceTestSupport
import Testing

@testable import LocalityRouter

@Suite("Who has looked at a case", .timeLimit(.minutes(1)))
struct AccessRouteTests {
    private static let dpo = Identity.someone(.dpo)

    @Test("Newest first, page after page: who read what is kept for this case, when and why; nothing of what was read")
    func list() async throws {
        try await CaseDesk.run { desk in
            let child = UUID()
            let (id, referral) = try await desk.open(about: child)
            let path = "/v1/cases/\(id.text)/access"
            #expect(try await desk.send(.get, "/v1/cases/\(id.text)").status == 200)
            _ = try await desk.bench.keyring.reading(
                of: child, by: RouterBench.coordinator, purpose: .readPlan, referrals: [])
            // For another case of the same child, and of another child.
            for other in [child, UUID()] {
                _ = try await desk.bench.keyring.createKey(for: other)
                _ = try await desk.bench.keyring.reading(
                    of: other, by: RouterBench.coordinator, purpose: .readOffer, referrals: [UUID()])
            }
            let reply = try await desk.send(.get, path)
            let items = reply.items
            #expect(items.compactMap { $0.at("why/code")?.words } == ["read_plan", "read_case", "routing"])
            #expect(items.compactMap { $0.at("role")?.words } == ["coordinator", "coordinator", "service"])
            #expect(items.map { $0.at("referral_id")?.words } == [nil, referral.text, referral.text])
            #expect(items.last?.at("reference") == "RH-2345-6789" && items.last?.at("read_by") == "locality-router")
            #expect(!reply.text.contains("Words of agency-1") && !reply.text.contains(child.text))
            let first = try await desk.send(.get, "\(path)?limit=2")
            let cursor = try #require(first["next"]?.words)
            let rest = try await desk.send(.get, "\(path)?limit=2&cursor=\(cursor)")
            #expect(first.items + rest.items == items && rest["next"] == nil)
            #expect(try await desk.send(.get, path, as: Self.dpo).items == items, "looking here is no reading")
        }
    }

    @Test("All cases of a child are found by the reference of any referral about it, without what they hold")
    func find() async throws {
        try await CaseDesk.run { desk in
            let (child, bench) = (UUID(), desk.bench)
            /// Brings in a referral about the child. Gives its case.
            func refer(_ reference: String, by agency: String) async throws -> String {
                let id = UUID()
                try await bench.apply(
                    try await bench.submitted(id, about: child, by: agency, reference: reference), of: id)
                return try await bench.caseID(of: id).text
            }
            let first = try await refer("RH-KNQN-V43D", by: "agency-1")
            #expect(try await refer("RH-4F7X-R26P", by: "agency-2") == first)
            try await bench.pool.execute("update case_file set state = 'closed' where id = \(UUID(uuidString: first))")
            let second = try await refer("RH-2345-678N", by: "agency-1")
            _ = try await desk.open()
            for typed in ["RH-KNQN-V43D", "RH-4F7X-R26P", "2345678n", "rh%204f7x%20r26p"] {
                let reply = try await desk.send(.get, "/v1/access?reference=\(typed)", as: Self.dpo)
                #expect(Set(reply.items.compactMap { $0.at("case_id")?.words }) == [first, second], "\(typed)")
                let references = reply.items.map { $0.at("references")?.strings ?? [] }
                #expect(Set(references) == [["RH-4F7X-R26P", "RH-KNQN-V43D"], ["RH-2345-678N"]])
                #expect(!reply.text.contains(child.text) && !reply.text.contains("SEMH"))
            }
        }
    }

    @Test("Every documented answer is given; another locality's case is not found, also by its cursor")
    func answers() async throws {
        try await CaseDesk.run { desk in
            let path = "/v1/cases/\(try await desk.open().id.text)/access"
            #expect(try await desk.send(.get, path).status == 200)
            for identity in [CaseDesk.stroud, .someone(.coordinator)] {
                #expect(try await desk.send(.get, path, as: identity).status == 404)
            }
            #expect(try await desk.send(.get, "/v1/cases/\(UUID().text)/access", as: Self.dpo).status == 404)
            for identity in [CaseDesk.school, .someone(.operator), .someone(.board), .someone(.provider)] {
                #expect(try await desk.send(.get, path, as: identity).status == 403)
            }
            #expect(try await desk.send(.get, path, as: nil).status == 401)
            for query in ["limit=0", "cursor=x", "cursor=\(Cursor.text(["soon"]))"] {
                #expect(try await desk.send(.get, "\(path)?\(query)").status == 400)
            }
            let find = "/v1/access?reference=RH-KNQN-V43D"
            #expect(try await desk.send(.get, find, as: Self.dpo).items.isEmpty)
            for identity in [CaseDesk.caller, CaseDesk.school, .someone(.operator), .someone(.board)] {
                #expect(try await desk.send(.get, find, as: identity).status == 403)
            }
            #expect(try await desk.send(.get, find, as: nil).status == 401)
            for query in ["", "?reference=", "?reference=RH-KNQN-V43X", "?reference=%27"] {
                #expect(try await desk.send(.get, "/v1/access\(query)", as: Self.dpo).status == 400)
            }
            try desk.service.expectAllDocumented { ["/v1/access", "/v1/cases/{id}/access"].contains($0) }
        }
    }
}
