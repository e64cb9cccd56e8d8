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

/// A case worked on by its routes alone.
@Suite("Routes of a case", .timeLimit(.minutes(1)))
struct CaseRouteTests {
    @Test("From reading it to closing it, opening it again, and correcting what was put on record")
    func whole() async throws {
        try await CaseDesk.run { desk in
            let (id, _) = try await desk.open()
            try await desk.make(id, ("acknowledgement", nil), ("assignment", [:]), ("questions", ["question": "Why?"]))
            let question = try #require(try await desk.bench.file(id).questions.first?.id)
            try await desk.make(
                id, ("questions/\(question)/chasers", nil), ("assignment", ["assignee": "coordinator-9"]),
                ("level", CaseMoves.level), ("decisions", CaseMoves.support), ("closure", CaseMoves.closure))
            let closed = try await desk.send(.get, "/v1/cases/\(id.text)")
            #expect(closed["status"]?.words == "closed" && closed["outcome"]?.words == "stepped_down")
            #expect(closed["closing/why"]?.words == "w" && closed["closing/closed_by"]?.words == "coordinator-1")
            #expect(closed["allowed_moves"]?.strings == ["reopen", "correct_decision"])
            try await desk.make(
                id, ("reopening", CaseMoves.why),
                (
                    "decisions",
                    CaseMoves.advice.with(["kind": "signposted", "services": [["name": "S", "contact": "C"]]])
                ),
                ("decisions/1/corrections", CaseMoves.correction.with(["record": CaseMoves.record.without("dissent")])))
            #expect(
                try await desk.story(id) == [
                    "acknowledged", "assigned", "information_asked", "chased", "assigned", "level_changed", "decided",
                    "closed", "reopened", "decided", "decision_corrected",
                ])
            let read = try await desk.send(.get, "/v1/cases/\(id.text)")
            #expect(read["assigned_to"]?.words == "coordinator-9" && read["facts/level"]?.text == "4")
            #expect(
                read["level_changes/0/why"]?.words == "More is needed." && read["level_changes/0/from"]?.text == "3")
            #expect(read["reopenings/0/was"]?.words == "stepped_down")
            #expect(read["reopenings/0/why"]?.words == "Because of the family.")
            #expect(read["closing"] == nil && read["decisions"]?.count == 2)
            #expect(
                Self.same(read["decisions/0/record"], CaseMoves.record), "\(read["decisions/0/record"]?.text ?? "")")
            #expect(read["decisions/1/services/0/name"]?.words == "S")
            #expect(read["decisions/1/next"]?.words == "n\nS: C")
            #expect(read["corrections/0/why"]?.words == "A name was wrong.")
            #expect(read["corrections/0/decision"]?.text == "1")
            #expect(Self.same(read["corrections/0/record"], CaseMoves.record.without("dissent")))
            #expect(try await desk.bench.number("select level::bigint from case_file") == 4)
        }
    }

    /// Whether two objects say the same, in whatever order.
    private static func same(_ one: JSON?, _ other: JSON) -> Bool {
        func sorted(_ json: JSON) -> String {
            switch json {
            case .object(let members):
                members.sorted { $0.name < $1.name }.map { "\($0.name):\(sorted($0.value))" }.joined(separator: ",")
            case .array(let items): items.map(sorted).joined(separator: ";")
            default: json.text
            }
        }
        return one.map(sorted) == sorted(other)
    }

    @Test("Every reading of a case is in the access log, once for its referral; a list reads nothing")
    func openings() async throws {
        try await CaseDesk.run { desk in
            let (id, _) = try await desk.open()
            try await desk.make(id, ("acknowledgement", nil), ("decisions", CaseMoves.support))
            func openings() async throws -> Int {
                try await desk.bench.number(
                    "select count(*) from keyring.access_log where purpose = 'read_case' and reader = 'coordinator-1'")
            }
            let before = try await openings()
            let read = try await desk.send(.get, "/v1/cases/\(id.text)")
            #expect(read["decisions/0/record/evidence/0"] != nil)
            #expect(try await openings() == before + 1)
            try await desk.send(.get, "/v1/cases")
            #expect(try await openings() == before + 1)
        }
    }

    @Test("A case that is passed on is in the other locality's queue, to be acknowledged anew, and gone from this one")
    func passedOn() async throws {
        try await CaseDesk.run { desk in
            let (id, _) = try await desk.open()
            try await desk.make(id, ("acknowledgement", nil))
            let moved = try await desk.move(id, "transfer", CaseMoves.transfer)
            #expect(moved["status"]?.words == "open" && moved["allowed_moves"]?.count == 0, "nothing more for this one")
            #expect(try await desk.send(.get, "/v1/cases/\(id.text)").status == 404)
            #expect(try await desk.send(.get, "/v1/cases")["items"]?.count == 0)
            let queue = try await desk.send(.get, "/v1/cases?status=open", as: CaseDesk.stroud)
            #expect(queue["items/0/id"]?.words == id.text && queue["items/0/locality/name"]?.words == "Stroud")
            let read = try await desk.send(.get, "/v1/cases/\(id.text)", as: CaseDesk.stroud)
            #expect(read["reroutings/0/from/code"]?.words == CaseDesk.here)
            #expect(read["reroutings/0/why"]?.words == "They moved." && read["acknowledged_at"] == nil)
            #expect(
                read["routing/explanation"]?.strings.last
                    == "A coordinator passed it on from Not known where to Stroud.")
            #expect(read["acknowledge_by"]?.words == "2026-11-24T10:00:00Z")
            #expect(try await desk.move(id, "acknowledgement", as: CaseDesk.stroud)["status"]?.words == "acknowledged")
        }
    }
}
