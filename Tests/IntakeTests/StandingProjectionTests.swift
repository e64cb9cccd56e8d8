import Contracts
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import ServiceKit
import ServiceTestSupport
import SwiftProtobuf
import Testing

@testable import EventFlow
@testable import ReferralIntake

@Suite("Standing, kept in tables", .timeLimit(.minutes(1)))
struct StandingProjectionTests {
    @Test("A decision is told with its reason and what to do instead, and the agency may post anew")
    func decided() async throws {
        try await AgencyDesk.run { desk in
            let id = try await LifeTests.post(desk)
            try await open(desk, id)
            try await desk.hear(.listed(.with { ($0.forum, $0.meetsOn) = (.talc, "2026-12-03") }), of: id)
            var read = try await desk.send(.get, "/v1/referrals/\(id.text)")
            #expect(read["standing/status"]?.words == "listed" && read["standing/meets_on"]?.words == "2026-12-03")
            let words = DecisionWords.with { ($0.why, $0.next) = ("It can be met in school.", "Ask the cluster.") }
            let sealed = try await desk.sealed(words, for: id)
            try await desk.hear(
                .decided(
                    .with {
                        $0.outcome = "no_further_action"
                        $0.reason = "threshold_not_met"
                        $0.words = sealed
                        $0.closes = true
                    }), of: id)
            read = try await desk.send(.get, "/v1/referrals/\(id.text)")
            #expect(read["state"]?.words == "closed" && read["standing/status"]?.words == "closed")
            #expect(read["decisions/0/reason"]?.words == "threshold_not_met")
            #expect(read["decisions/0/why"]?.words == "It can be met in school.")
            #expect(read["decisions/0/what_to_do"]?.words == "Ask the cluster.")
            #expect(read["allowed_moves"]?.strings == ["change_lawful_basis", "mark_error"])
            _ = try await LifeTests.post(desk)
            let purposes = try await desk.bench.admin.query(
                "select distinct purpose from keyring.access_log where referral_id = \(id)"
            ).decode(String.self)
            #expect(purposes == ["read_own_referral"])
        }
    }

    @Test("Another agency's referral of the child stands where the case stands, from then on, and sees only its own")
    func joined() async throws {
        try await AgencyDesk.run { desk in
            let first = try await LifeTests.post(desk)
            try await open(desk, first)
            try await desk.ask(UUID(), "Only for the school.", of: first)
            let police = AgencyDesk.police
            let second = try await LifeTests.post(desk, [("/source", #""6""#), ("/asks", nil)], as: police)
            try await join(desk, second, to: first)
            let question = UUID()
            try await desk.ask(question, "Only for the police.", of: second, case: first)
            try await desk.hear(.sharingChanged(.with { $0.allowed = false }), of: first)

            let school = try await desk.send(.get, "/v1/referrals/\(first.text)")
            let theirs = try await desk.send(.get, "/v1/referrals/\(second.text)", as: police)
            #expect(school["standing/other_agency_involved"] == true)
            #expect(theirs["standing/other_agency_involved"] == true)
            #expect(school["questions"]?.all("question") == ["Only for the school."])
            #expect(theirs["questions"]?.all("question") == ["Only for the police."])
            #expect(theirs["standing/locality/code"]?.words == "E07000081")
            #expect(
                school["standing/timeline"]?.all("code") == [
                    "submitted", "routed", "acknowledged", "information_asked", "joined_by", "sharing_stopped",
                ])
            #expect(
                theirs["standing/timeline"]?.all("code") == [
                    "submitted", "joined", "information_asked", "sharing_stopped",
                ])
            #expect(theirs["standing/status"]?.words == "needs_information")
            #expect(
                try await desk.send(.get, "/v1/referrals?returned=true", as: police)["items"]?.all("id")
                    == [second.text])

            // Each answers its own.
            let answer: JSON = ["question_id": .string(question.text), "answer": "Yes."]
            #expect(
                try await desk.send(.post, "/v1/referrals/\(first.text)/answers", answer, match: 1).code == "not_asked")
            #expect(
                try await desk.send(.post, "/v1/referrals/\(second.text)/answers", answer, as: police, match: 1).status
                    == 200)
            try await desk.hear(.informationReceived(.with { $0.questionID = question.text }), of: first)
            // The first leaves: what comes after is not for it; the second goes on.
            try await desk.send(.post, "/v1/referrals/\(first.text)/withdrawal", ["reason": "moved_away"], match: 1)
            try await desk.hear(.referralLeft(.with { $0.leftReferralID = first.text }), of: first)
            try await desk.hear(.listed(.with { ($0.forum, $0.meetsOn) = (.talc, "2026-12-03") }), of: first)
            let left = try await desk.send(.get, "/v1/referrals/\(first.text)")
            let stayed = try await desk.send(.get, "/v1/referrals/\(second.text)", as: police)
            #expect(left["standing/status"]?.words == "withdrawn")
            #expect(left["standing/timeline"]?.all("code").contains("listed") == false)
            #expect(stayed["standing/status"]?.words == "listed")
            #expect(stayed["standing/timeline"]?.all("code").suffix(2) == ["information_received", "listed"])
            #expect(
                try await desk.send(.get, "/v1/referrals?status=listed", as: police)["items"]?.all("id")
                    == [second.text])
        }
    }

    @Test("Who joins while a place is looked for hears what comes of it; who leaves meanwhile hears no more")
    func whileAPlaceIsLookedFor() async throws {
        try await AgencyDesk.run { desk in
            let first = try await LifeTests.post(desk)
            let police = AgencyDesk.police
            let second = try await LifeTests.post(desk, [("/source", #""6""#), ("/asks", nil)], as: police)
            try await open(desk, first)
            try await desk.hear(.apPlacementDecided(.init()), of: first)
            try await desk.hear(.requested(.init()), of: first)
            try await desk.hear(.offered(.init()), of: first)
            desk.wait(60)
            try await join(desk, second, to: first)
            desk.wait(60)
            try await desk.hear(.declined(.init()), of: first)
            desk.wait(60)
            try await desk.send(.post, "/v1/referrals/\(first.text)/withdrawal", ["reason": "moved_away"], match: 1)
            try await desk.hear(.referralLeft(.with { $0.leftReferralID = first.text }), of: first)
            desk.wait(60)
            try await desk.hear(.offered(.init()), of: first)
            try await desk.hear(.accepted(.init()), of: first)
            let theirs = try await desk.send(.get, "/v1/referrals/\(second.text)", as: police)
            #expect(
                theirs["standing/timeline"]?.all("code") == [
                    "submitted", "joined", "provider_declined", "provider_asked", "placed",
                ])
            let left = try await desk.send(.get, "/v1/referrals/\(first.text)")
            let codes = try #require(left["standing/timeline"]?.all("code"))
            #expect(!codes.contains("placed") && codes.count { $0 == "provider_asked" } == 1)
        }
    }

    @Test("Who has left sees where the case was then: not where it went, who looks at it now, or who joined")
    func afterLeaving() async throws {
        try await AgencyDesk.run { desk in
            let first = try await LifeTests.post(desk)
            let police = AgencyDesk.police
            let second = try await LifeTests.post(desk, [("/source", #""6""#), ("/asks", nil)], as: police)
            try await open(desk, first)
            try await join(desk, second, to: first)
            let path = "/v1/referrals/\(second.text)"
            try await desk.send(.post, path + "/withdrawal", ["reason": "moved_away"], as: police, match: 1)
            try await desk.hear(.referralLeft(.with { $0.leftReferralID = second.text }), of: first)
            let left = try await desk.send(.get, path, as: police)
            #expect(left["standing/forum/code"]?.words == Forum.talc.code)
            #expect(left["standing/locality/code"]?.words == "E07000081")
            #expect(left["standing/other_agency_involved"] == true)
            let third = AgencyDesk.agency("housing-sample", subject: "officer", kind: "housing")
            let joining = try await LifeTests.post(desk, [("/source", #""4""#), ("/asks", nil)], as: third)
            try await join(desk, joining, to: first)
            try await desk.hear(
                .rerouted(.with { ($0.locality, $0.forum) = ("E07000082", .interventionCircle) }), of: first)
            try await desk.hear(
                .listed(.with { ($0.forum, $0.meetsOn) = (.interventionCircle, "2026-12-03") }), of: first)
            try await desk.hear(.planNoted(.with { $0.reviewOn = "2027-01-08" }), of: first)
            #expect(try await desk.send(.get, path, as: police).body == left.body)
        }
    }

    @Test("An agency that has left alone hears of nobody who joined afterwards")
    func joinedAfterLeaving() async throws {
        try await AgencyDesk.run { desk in
            let first = try await LifeTests.post(desk)
            let second = try await LifeTests.post(desk, [("/source", #""6""#), ("/asks", nil)], as: AgencyDesk.police)
            let third = AgencyDesk.agency("housing-sample", subject: "officer", kind: "housing")
            let joining = try await LifeTests.post(desk, [("/source", #""4""#), ("/asks", nil)], as: third)
            try await open(desk, first)
            // The same agency's second referral about the child.
            try await desk.bench.admin.execute(
                "update referral set organisation = \(IntakeBench.organisation) where id = \(second)")
            try await join(desk, second, to: first)
            let path = "/v1/referrals/\(first.text)"
            try await desk.send(.post, path + "/withdrawal", ["reason": "moved_away"], match: 1)
            try await desk.hear(.referralLeft(.with { $0.leftReferralID = first.text }), of: first)
            try await join(desk, joining, to: first)
            #expect(try await desk.send(.get, path)["standing/other_agency_involved"] == false)
            #expect(
                try await desk.send(.get, "/v1/referrals/\(second.text)")["standing/other_agency_involved"] == true)
        }
    }

    @Test("Whichever of the two topics is read first, and in whatever batches, the tables are the same")
    func order() async throws {
        try await AgencyDesk.run { desk in
            let first = try await LifeTests.post(desk)
            let second = try await LifeTests.post(desk, [("/source", #""6""#), ("/asks", nil)], as: AgencyDesk.police)
            let (cases, placements) = (try await caseEvents(desk, first, second), try placementEvents(desk, first))
            var tables: Set<String> = []
            for seed in 0..<12 as Range<UInt64> {
                try await desk.bench.admin.execute(
                    "truncate standing, standing_line, standing_question, standing_link")
                var (left, right, random) = (cases[...], placements[...], SeededRandom(state: seed))
                while !left.isEmpty || !right.isEmpty {
                    let count = Int.random(in: 1...4, using: &random)
                    if right.isEmpty || (!left.isEmpty && Bool.random(using: &random)) {
                        try await desk.apply(Array(left.prefix(count)))
                        left = left.dropFirst(count)
                    } else {
                        try await desk.apply(Array(right.prefix(count)))
                        right = right.dropFirst(count)
                    }
                }
                tables.insert(try await contents(desk))
            }
            #expect(tables.count == 1)
        }
    }

    private func caseEvents(_ desk: AgencyDesk, _ first: UUID, _ second: UUID) async throws -> [ReceivedEvent] {
        let question = UUID()
        let words = try await desk.sealed(Words.with { $0.words = "What?" }, for: first)
        let decision = try await desk.sealed(DecisionWords.with { $0.why = "Because." }, for: first)
        let events: [CaseEvent] = [
            .opened(opened), .informationAsked(.with { ($0.questionID, $0.question) = (question.text, words) }),
            .acknowledged(.init()), .referralJoined(.with { $0.joinedReferralID = second.text }),
            .informationReceived(.with { $0.questionID = question.text }), .apPlacementDecided(.init()),
            .sharingChanged(.init()), .sharingChanged(.with { $0.allowed = true }), .apPlacementDecided(.init()),
            .referralLeft(.with { $0.leftReferralID = second.text }), .placementNotFound(.init()),
            .listed(.with { ($0.forum, $0.meetsOn) = (.talc, "2026-12-03") }),
            .decided(
                .with {
                    $0.outcome = "signposted"
                    $0.closes = true
                    $0.words = decision
                }),
        ]
        return try events.map { try ReceivedEvent.of($0, referral: first, time: desk.now) }
    }

    private func placementEvents(_ desk: AgencyDesk, _ first: UUID) throws -> [ReceivedEvent] {
        let events: [PlacementEvent] = [
            .requested(.init()), .offered(.with { $0.answerBy = "2026-11-25T10:00:00Z" }), .withdrawn(.init()),
            .requested(.init()), .offered(.with { $0.answerBy = "2026-11-27T10:00:00Z" }), .declined(.init()),
            .unableToMatch(.init()),
        ]
        return try events.map { try ReceivedEvent.of($0, referral: first, time: desk.now) }
    }

    /// All rows of the read model, as text.
    private func contents(_ desk: AgencyDesk) async throws -> String {
        var text = ""
        for table in StandingProjection().tables {
            text +=
                try await desk.bench.admin.query(
                    "select coalesce(string_agg(t::text, chr(10) order by t::text), '') from \(identifier: table) t"
                ).decodeFirst(String.self) ?? ""
        }
        return text
    }

    var opened: CaseOpened {
        .with {
            $0.locality = "E07000081"
            $0.forum = .talc
            $0.acknowledgeBy = "2026-11-24T10:00:00Z"
        }
    }

    func open(_ desk: AgencyDesk, _ id: UUID) async throws {
        try await desk.hear(.opened(opened), of: id)
        try await desk.hear(.acknowledged(.init()), of: id)
    }

    func join(_ desk: AgencyDesk, _ referral: UUID, to leader: UUID) async throws {
        try await desk.hear(.referralJoined(.with { $0.joinedReferralID = referral.text }), of: leader)
    }
}

private struct SeededRandom: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
