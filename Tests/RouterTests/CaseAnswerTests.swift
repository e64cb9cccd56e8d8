import Contracts
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import Privacy
import ServiceKit
import ServiceTestSupport
import Testing

@testable import EventFlow
@testable import LocalityRouter

/// The answers of the routes that move a case, held against the OpenAPI document.
@Suite("Answers of the routes of a case", .timeLimit(.minutes(1)))
struct CaseAnswerTests {
    @Test("Every documented answer of the routes that move a case is given")
    func documented() async throws {
        try await CaseDesk.run { desk in
            let mine = [
                "assignment", "chasers", "level", "transfer", "closure", "reopening", "corrections", "decisions",
            ]
            let (id, _) = try await desk.open()
            let bodies = CaseMoves.routes.filter { route in mine.contains { route.path.hasSuffix($0) } }
            for (path, body) in bodies {
                let address = "/v1/cases/\(id.text)/\(path)"
                try await desk.send(.post, address, body, as: nil)
                try await desk.send(.post, address, body, as: CaseDesk.school)
                try await desk.send(.post, address, body)
                try await desk.send(.post, address, body, match: 9)
                try await desk.send(.post, address, body, key: nil, match: 1)
                try await desk.send(.post, "/v1/cases/\(UUID().text)/\(path)", body, match: 1)
                try await desk.send(.post, address, raw: Array(repeating: 0x20, count: 11 << 20), match: 1)
                if path != "transfer" { try await desk.move(id, path, body) }
                guard body != nil else { continue }
                try await desk.send(.post, address, raw: Array("{".utf8), match: 1)
                try await desk.send(.post, address, body, match: 1, media: "text/plain")
                try await desk.move(id, path, ["nickname": "x"])
            }
            try await reachAll(desk, id)
            try await reachErased(desk)
            // A further record is possible at any time: only one whose key is in use is refused so. And of a body that nobody
            // reads the server alone says that it is too large.
            try desk.service.expectAllDocumented(
                but: [
                    "post /v1/cases/{id}/decisions/{number}/corrections 409",
                    "post /v1/cases/{id}/questions/{question}/chasers 413",
                ]
            ) { path in
                path.hasPrefix("/v1/cases/{id}/") && mine.contains { path.hasSuffix($0) }
            }
        }
    }

    /// Every move once as it should be, and once when it is not possible.
    private func reachAll(_ desk: CaseDesk, _ id: UUID) async throws {
        try await desk.make(id, ("acknowledgement", nil), ("assignment", [:]), ("questions", ["question": "Why?"]))
        let question = try #require(try await desk.bench.file(id).questions.first?.id)
        try await desk.make(
            id, ("questions/\(question)/chasers", nil), ("level", CaseMoves.level), ("decisions", CaseMoves.support),
            ("decisions/1/corrections", CaseMoves.correction), ("closure", CaseMoves.closure))
        try await desk.move(id, "questions/\(question)/chasers")
        try await desk.move(id, "transfer", CaseMoves.transfer)
        // A key that was used for something else.
        let key = UUID()
        let version = try await desk.bench.store.read(CaseFile.self, id).version
        try await desk.send(.post, "/v1/cases/\(id.text)/reopening", CaseMoves.why, key: key, match: Int(version))
        try await desk.send(.post, "/v1/cases/\(id.text)/questions/\(question)/chasers", key: key, match: Int(version))
        try await desk.make(id, ("transfer", CaseMoves.transfer))
    }

    /// Nothing can be written about a child whose key is gone.
    private func reachErased(_ desk: CaseDesk) async throws {
        for (decision, moves) in [
            (CaseMoves.advice, [("reopening", CaseMoves.why)]),
            (
                CaseMoves.support,
                [
                    ("level", CaseMoves.level), ("transfer", CaseMoves.transfer), ("closure", CaseMoves.closure),
                    ("decisions", CaseMoves.advice), ("decisions/1/corrections", CaseMoves.correction),
                ]
            ),
        ] {
            let child = UUID()
            let (id, _) = try await desk.open(about: child)
            try await desk.make(id, ("acknowledgement", nil), ("decisions", decision))
            _ = try await desk.bench.keyring.erase(child: child, by: RouterBench.coordinator, reason: "test")
            for (path, body) in moves { #expect(try await desk.move(id, path, body).status == 410, "\(path)") }
            let read = try await desk.send(.get, "/v1/cases/\(id.text)")
            #expect(read["decisions/0/decided_by"] != nil && read["decisions/0/record"] == nil)
        }
    }
}
