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
    static let record: JSON = [
        "options_considered": ["More support in class"], "evidence": ["Two reviews of the plan"],
        "views": ["child": "I would stay.", "family": "Not asked: the mother is in hospital."],
        "tests": [
            "closer_to_vision": ["answer": "yes"], "more_equal": ["answer": "no", "words": "Others wait longer."],
            "best_we_can_do": ["answer": "partly", "words": "A visit would be better."],
            "more_inclusive": ["answer": "yes"],
        ],
        "present": ["Coordinator", "SENCo"], "dissent": "The SENCo would have waited.",
    ]

    static let support: JSON = ["kind": "supported", "why": "w", "next": "n", "record": record]
    static let advice = support.with(["kind": "advice_given"])
    static let why: JSON = ["why": "Because of the family."]
    static let closure: JSON = ["outcome": "stepped_down", "why": "w", "next": "n"]
    static let transfer: JSON = ["locality": "E07000082", "why": "They moved."]
    static let level: JSON = ["level": 4, "why": "More is needed."]
    static let correction: JSON = ["why": "A name was wrong.", "record": record]

    /// Every route that moves a case, with a body that is good in itself.
    static let routes: [(path: String, body: JSON?)] = [
        ("acknowledgement", nil), ("assignment", [:]), ("questions", ["question": "How often?"]),
        ("questions/\(UUID().text)/chasers", nil), ("level", level), ("transfer", transfer), ("closure", closure),
        ("reopening", why), ("decisions", advice), ("decisions/1/corrections", correction),
    ]

    @Test("From reading it to closing it, opening it again, and correcting what was put on record")
    func whole() async throws {
        try await CaseDesk.run { desk in
            let (id, _) = try await desk.open()
            try await desk.make(id, ("acknowledgement", nil), ("assignment", [:]), ("questions", ["question": "Why?"]))
            let question = try #require(try await desk.bench.file(id).questions.first?.id)
            try await desk.make(
                id, ("questions/\(question)/chasers", nil), ("assignment", ["assignee": "coordinator-9"]),
                ("level", Self.level), ("decisions", Self.support), ("closure", Self.closure))
            let closed = try await desk.send(.get, "/v1/cases/\(id.text)")
            #expect(closed["status"]?.words == "closed" && closed["outcome"]?.words == "stepped_down")
            #expect(closed["closing/why"]?.words == "w" && closed["closing/closed_by"]?.words == "coordinator-1")
            #expect(closed["allowed_moves"]?.strings == ["reopen", "correct_decision"])
            try await desk.make(
                id, ("reopening", Self.why),
                ("decisions", Self.advice.with(["kind": "signposted", "services": [["name": "S", "contact": "C"]]])),
                ("decisions/1/corrections", Self.correction.with(["record": Self.record.without("dissent")])))
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
            #expect(Self.same(read["decisions/0/record"], Self.record), "\(read["decisions/0/record"]?.text ?? "")")
            #expect(read["decisions/1/services/0/name"]?.words == "S")
            #expect(read["decisions/1/next"]?.words == "n\nS: C")
            #expect(read["corrections/0/why"]?.words == "A name was wrong.")
            #expect(read["corrections/0/decision"]?.text == "1")
            #expect(Self.same(read["corrections/0/record"], Self.record.without("dissent")))
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
            try await desk.make(id, ("acknowledgement", nil), ("decisions", Self.support))
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

    @Test("A decision without its record is refused, and nothing changes")
    func unrecorded() async throws {
        try await CaseDesk.run { desk in
            let (id, _) = try await desk.open()
            try await desk.make(id, ("acknowledgement", nil))
            for (body, errors) in [
                (Self.advice.without("record"), ["/record required"]),
                (
                    Self.advice.with(["record": Self.record.without("evidence", "tests")]),
                    ["/record/evidence required", "/record/tests required"]
                ),
                (Self.advice.with(["record": Self.record.with(["present": []])]), ["/record/present too_few"]),
                (
                    Self.advice.with([
                        "record": Self.record.with([
                            "tests": [
                                "closer_to_vision": ["answer": "no"], "more_equal": ["answer": "yes"],
                                "best_we_can_do": ["answer": "yes"], "more_inclusive": ["answer": "yes"],
                            ]
                        ])
                    ]), ["/record/tests/closer_to_vision/words required"]
                ), (Self.advice.with(["kind": "signposted"]), ["/services required"]),
                (Self.advice.with(["kind": "transferred"]), ["/passed_to required"]),
                (Self.advice.with(["kind": "escalated_to_safeguarding"]), ["/front_door_reference required"]),
                (Self.advice.with(["meeting_id": .string(UUID().text)]), ["/meeting_id not_allowed"]),
            ] as [(JSON, [String])] {
                let reply = try await desk.move(id, "decisions", body)
                #expect(reply.status == 422 && reply.errors == errors, "\(reply.errors)")
            }
            #expect(try await desk.story(id) == ["acknowledged"])
        }
    }

    @Test("Alternative provision with an exclusion near says how every option was exhausted")
    func exclusion() async throws {
        try await CaseDesk.run { desk in
            let (id, _) = try await desk.open()
            try await desk.make(id, ("acknowledgement", nil))
            let decision: JSON = [
                "kind": "ap_placement", "purpose": "assessment", "purpose_words": "w", "objectives": ["o"],
                "wanted_start": "2026-12-01", "weeks": 6, "sessions_a_week": 4, "reason": "Because.",
                "exclusion_near": true, "record": Self.record,
            ]
            let refused = try await desk.move(id, "decisions", decision)
            #expect(
                refused.errors == ["/record/options_considered too_few", "/record/options_exhausted required"])
            let record = Self.record.with(["options_considered": ["A", "B"], "options_exhausted": "One by one."])
            try await desk.make(id, ("decisions", decision.with(["record": record])))
            let read = try await desk.send(.get, "/v1/cases/\(id.text)")
            #expect(read["decisions/0/exclusion_near"]?.text == "true")
            #expect(read["decisions/0/record/options_exhausted"]?.words == "One by one.")
            #expect(read["decisions/0/why"]?.words == "Because.")
        }
    }

    @Test("Without a version, with a stale one, in another locality, or by somebody else: refused, and nothing changes")
    func guarded() async throws {
        try await CaseDesk.run { desk in
            let (id, _) = try await desk.open()
            for (path, body) in Self.routes {
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
            for (path, body) in Self.routes where !["acknowledgement", "transfer"].contains(path) {
                let reply = try await desk.move(id, path, body)
                // What names a question or a decision that is not there finds nothing.
                let isNothing = path.hasPrefix("questions/") || path.hasPrefix("decisions/")
                #expect(reply.status == (isNothing ? 404 : 409), "\(path)")
                if !isNothing { #expect(reply.errors == [" not_allowed_now"]) }
            }
            #expect(try await desk.story(id) == [])
            try await desk.make(
                id, ("acknowledgement", nil), ("questions", ["question": "Why?"]), ("decisions", Self.advice))
            let question = try #require(try await desk.bench.file(id).questions.first?.id)
            for (path, body) in Self.routes where !["reopening", "decisions/1/corrections"].contains(path) {
                let path = path.hasPrefix("questions/") ? "questions/\(question)/chasers" : path
                #expect(try await desk.move(id, path, body).status == 409, "\(path)")
            }
            for number in ["0", "2", "x", "\(Int.min)"] {
                #expect(try await desk.move(id, "decisions/\(number)/corrections", Self.correction).status == 404)
            }
            #expect(try await desk.story(id) == ["acknowledged", "information_asked", "decided"])
        }
    }

    @Test("A case that is passed on is in the other locality's queue, to be acknowledged anew, and gone from this one")
    func passedOn() async throws {
        try await CaseDesk.run { desk in
            let (id, _) = try await desk.open()
            try await desk.make(id, ("acknowledgement", nil))
            let moved = try await desk.move(id, "transfer", Self.transfer)
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

    @Test("A case is not opened again while the child has another, even when that comes at the same moment")
    func anotherCase() async throws {
        try await CaseDesk.run { desk in
            for _ in 0..<10 {
                let (child, second) = (UUID(), UUID())
                let (id, _) = try await desk.open(about: child)
                try await desk.make(id, ("acknowledgement", nil), ("decisions", Self.advice))
                let event = try await desk.bench.submitted(second, about: child, by: "agency-2")
                async let arrived: Void = desk.bench.apply(event, of: second)
                let reply = try await desk.move(id, "reopening", Self.why)
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
            try await desk.make(id, ("acknowledgement", nil), ("decisions", Self.advice))
            _ = try await desk.open(about: child)
            #expect(try await desk.move(id, "reopening", Self.why).errors == [" another_case_open"])
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
                            .post, "/v1/cases/\(id.text)/decisions", Self.advice, key: key, match: 2)
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

    @Test("Every documented answer of the routes that move a case is given")
    func documented() async throws {
        try await CaseDesk.run { desk in
            let mine = [
                "assignment", "chasers", "level", "transfer", "closure", "reopening", "corrections", "decisions",
            ]
            let (id, _) = try await desk.open()
            let bodies = Self.routes.filter { route in mine.contains { route.path.hasSuffix($0) } }
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
            id, ("questions/\(question)/chasers", nil), ("level", Self.level), ("decisions", Self.support),
            ("decisions/1/corrections", Self.correction), ("closure", Self.closure))
        try await desk.move(id, "questions/\(question)/chasers")
        try await desk.move(id, "transfer", Self.transfer)
        // A key that was used for something else.
        let key = UUID()
        let version = try await desk.bench.store.read(CaseFile.self, id).version
        try await desk.send(.post, "/v1/cases/\(id.text)/reopening", Self.why, key: key, match: Int(version))
        try await desk.send(.post, "/v1/cases/\(id.text)/questions/\(question)/chasers", key: key, match: Int(version))
        try await desk.make(id, ("transfer", Self.transfer))
    }

    /// Nothing can be written about a child whose key is gone.
    private func reachErased(_ desk: CaseDesk) async throws {
        for (decision, moves) in [
            (Self.advice, [("reopening", Self.why)]),
            (
                Self.support,
                [
                    ("level", Self.level), ("transfer", Self.transfer), ("closure", Self.closure),
                    ("decisions", Self.advice), ("decisions/1/corrections", Self.correction),
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
