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

/// What a case may not be asked, and by whom.
@Suite("Moves of a case that are refused", .timeLimit(.minutes(1)))
struct CaseRefusalTests {
    @Test("Without a version, with a stale one, in another locality, or by somebody else: refused, and nothing changes")
    func guarded() async throws {
        try await CaseDesk.run { desk in
            let (id, _) = try await desk.open()
            for (path, body) in CaseMoves.routes {
                let address = "/v1/cases/\(id.text)/\(path)"
                #expect(try await desk.send(.post, address, body).status == 428, "\(path)")
                #expect(try await desk.send(.post, address, body, match: 7).status == 412, "\(path)")
                #expect(
                    try await desk.send(.post, address, body, as: CaseDesk.stroud, match: 1).status == 404, "\(path)")
                #expect(
                    try await desk.send(.post, address, body, as: CaseDesk.school, match: 1).status == 403, "\(path)")
                #expect(try await desk.send(.post, address, body, as: nil, match: 1).status == 401, "\(path)")
                #expect(try await desk.send(.post, address, body, key: nil, match: 1).status == 400, "\(path)")
                #expect(
                    try await desk.send(
                        .post, "/v1/cases/\(UUID().text)/\(path)", body, match: 1
                    ).status == 404, "\(path)")
            }
            #expect(try await desk.story(id) == [])
            #expect(try await desk.bench.file(id).state == .open)
        }
    }

    @Test("What is not possible now is refused, and nothing changes")
    func notNow() async throws {
        try await CaseDesk.run { desk in
            let (id, _) = try await desk.open()
            for (path, body) in CaseMoves.routes where !["acknowledgement", "transfer"].contains(path) {
                let reply = try await desk.move(id, path, body)
                // What names a question or a decision that is not there finds nothing.
                let isNothing = path.hasPrefix("questions/") || path.hasPrefix("decisions/")
                #expect(reply.status == (isNothing ? 404 : 409), "\(path)")
                if !isNothing { #expect(reply.errors == [" not_allowed_now"]) }
            }
            #expect(try await desk.story(id) == [])
            try await desk.make(
                id, ("acknowledgement", nil), ("questions", ["question": "Why?"]), ("decisions", CaseMoves.advice))
            let question = try #require(try await desk.bench.file(id).questions.first?.id)
            for (path, body) in CaseMoves.routes where !["reopening", "decisions/1/corrections"].contains(path) {
                let path = path.hasPrefix("questions/") ? "questions/\(question)/chasers" : path
                #expect(try await desk.move(id, path, body).status == 409, "\(path)")
            }
            for number in ["0", "2", "x", "\(Int.min)"] {
                #expect(try await desk.move(id, "decisions/\(number)/corrections", CaseMoves.correction).status == 404)
            }
            #expect(try await desk.story(id) == ["acknowledged", "information_asked", "decided"])
        }
    }
}
