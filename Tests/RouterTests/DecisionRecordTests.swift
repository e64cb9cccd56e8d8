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

/// What has to be put on record with a decision.
@Suite("The record of a decision", .timeLimit(.minutes(1)))
struct DecisionRecordTests {
    @Test("A decision without its record is refused, and nothing changes")
    func unrecorded() async throws {
        try await CaseDesk.run { desk in
            let (id, _) = try await desk.open()
            try await desk.make(id, ("acknowledgement", nil))
            for (body, errors) in [
                (CaseMoves.advice.without("record"), ["/record required"]),
                (
                    CaseMoves.advice.with(["record": CaseMoves.record.without("evidence", "tests")]),
                    ["/record/evidence required", "/record/tests required"]
                ),
                (
                    CaseMoves.advice.with(["record": CaseMoves.record.with(["present": []])]),
                    ["/record/present too_few"]
                ),
                (
                    CaseMoves.advice.with([
                        "record": CaseMoves.record.with([
                            "tests": [
                                "closer_to_vision": ["answer": "no"], "more_equal": ["answer": "yes"],
                                "best_we_can_do": ["answer": "yes"], "more_inclusive": ["answer": "yes"],
                            ]
                        ])
                    ]), ["/record/tests/closer_to_vision/words required"]
                ), (CaseMoves.advice.with(["kind": "signposted"]), ["/services required"]),
                (CaseMoves.advice.with(["kind": "transferred"]), ["/passed_to required"]),
                (CaseMoves.advice.with(["kind": "escalated_to_safeguarding"]), ["/front_door_reference required"]),
                (CaseMoves.advice.with(["meeting_id": .string(UUID().text)]), ["/meeting_id not_allowed"]),
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
                "exclusion_near": true, "record": CaseMoves.record,
            ]
            let refused = try await desk.move(id, "decisions", decision)
            #expect(
                refused.errors == ["/record/options_considered too_few", "/record/options_exhausted required"])
            let record = CaseMoves.record.with(["options_considered": ["A", "B"], "options_exhausted": "One by one."])
            try await desk.make(id, ("decisions", decision.with(["record": record])))
            let read = try await desk.send(.get, "/v1/cases/\(id.text)")
            #expect(read["decisions/0/exclusion_near"]?.text == "true")
            #expect(read["decisions/0/record/options_exhausted"]?.words == "One by one.")
            #expect(read["decisions/0/why"]?.words == "Because.")
        }
    }

    @Test(
        "What the place is to be like goes with the decision; what the census asks for is sealed apart from the brief")
    func brief() async throws {
        try await CaseDesk.run { desk in
            let (id, _) = try await desk.open()
            try await desk.make(id, ("acknowledgement", nil))
            let decision: JSON = [
                "kind": "ap_placement", "purpose": "assessment", "purpose_words": "w", "objectives": ["o"],
                "wanted_start": "2026-12-01", "weeks": 6, "sessions_a_week": 4, "reason": "Because.",
                "record": CaseMoves.record, "wished_provisions": ["a"], "known_provisions": ["b"],
                "registration": "single", "risks": ["Leaves the site."], "transport": "A taxi.",
                "reintegration": "In steps.",
            ]
            try await desk.make(id, ("decisions", decision))
            guard case .apPlacement(let decided)? = try await desk.bench.file(id).decisions.last else {
                Issue.record("no decision")
                return
            }
            #expect(decided.wishedProvisions == ["a"] && decided.knownProvisions == ["b"])
            #expect(decided.registration == "single")
            let brief = try await desk.bench.keyring.open(
                decided.brief, as: PlacementBrief.self, by: RouterBench.coordinator, purpose: .readCase, referral: nil)
            #expect(brief.risks == ["Leaves the site."] && brief.transport == "A taxi.")
            #expect(brief.reintegration == "In steps.")
            let census = try await desk.bench.keyring.open(
                decided.census, as: CensusChild.self, by: RouterBench.coordinator, purpose: .readCase, referral: nil)
            #expect(census.senProvision == "K")
        }
    }
}
