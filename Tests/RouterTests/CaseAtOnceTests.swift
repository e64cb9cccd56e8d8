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

/// What meets at one case, or at one child's, at the same moment.
@Suite("Moves of a case that come at once", .timeLimit(.minutes(1)))
struct CaseAtOnceTests {
    @Test("A case is not opened again while the child has another, even when that comes at the same moment")
    func anotherCase() async throws {
        try await CaseDesk.run { desk in
            for _ in 0..<10 {
                let (child, second) = (UUID(), UUID())
                let (id, _) = try await desk.open(about: child)
                try await desk.make(id, ("acknowledgement", nil), ("decisions", CaseMoves.advice))
                let event = try await desk.bench.submitted(second, about: child, by: "agency-2")
                async let arrived: Void = desk.bench.apply(event, of: second)
                let reply = try await desk.move(id, "reopening", CaseMoves.why)
                try await arrived
                let open = try await desk.bench.number(
                    "select count(*) from case_file where child_id = \(child) and state <> 'closed'")
                #expect(open == 1)
                if reply.status == 200 {
                    #expect(try await desk.bench.caseID(of: second) == id, "it joined the one that was opened again")
                } else {
                    #expect(reply.status == 409 && reply.errors == [" another_case_open"])
                }
            }
            let child = UUID()
            let (id, _) = try await desk.open(about: child)
            try await desk.make(id, ("acknowledgement", nil), ("decisions", CaseMoves.advice))
            _ = try await desk.open(about: child)
            #expect(try await desk.move(id, "reopening", CaseMoves.why).errors == [" another_case_open"])
        }
    }

    @Test("One key fifty times at once: one event, one answer")
    func atOnce() async throws {
        try await CaseDesk.run { desk in
            let (id, _) = try await desk.open()
            try await desk.make(id, ("acknowledgement", nil))
            let key = UUID()
            let states = try await withThrowingTaskGroup(of: Reply.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await desk.send(
                            .post, "/v1/cases/\(id.text)/decisions", CaseMoves.advice, key: key, match: 2)
                    }
                }
                return try await group.reduce(into: []) {
                    $0.append($1.status == 200 ? $1["status"]?.words : "\($1.status)")
                }
            }
            #expect(states.contains("closed") && Set(states).isSubset(of: ["closed", "409"]), "or still running")
            #expect(try await desk.story(id) == ["acknowledged", "decided"])
        }
    }
}
