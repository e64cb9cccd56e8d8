import Contracts
import Foundation
import Inclusion
import Postgres
import Privacy
import SwiftProtobuf
import Testing

@testable import EventFlow
@testable import LocalityRouter

@Suite("Referrals find their case", .timeLimit(.minutes(1)))
struct ReferralReactionTests {
    @Test("Two referrals about one child, taken in by two copies at the same moment, make one case")
    func atOnce() async throws {
        try await RouterBench.run { bench in
            for _ in 0..<20 {
                let child = UUID()
                let referrals = [UUID(), UUID(), UUID(), UUID()]
                var events: [(UUID, ReferralEvent)] = []
                for id in referrals { events.append((id, try await bench.submitted(id, about: child))) }
                let all = events
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for (place, (id, event)) in all.enumerated() {
                        group.addTask { try await bench.apply(event, of: id, copy: place % 2) }
                    }
                    try await group.waitForAll()
                }
                #expect(try await bench.number("select count(*) from case_file where child_id = \(child)") == 1)
                let id = try await bench.caseID(of: referrals[0])
                for other in referrals.dropFirst() { #expect(try await bench.caseID(of: other) == id) }
                let file = try await bench.file(id)
                #expect(Set(file.referrals.map(\.id)) == Set(referrals.map(\.text)))
            }
        }
    }

    @Test("The same referral seen again opens nothing, and a closed case is not joined")
    func again() async throws {
        try await RouterBench.run { bench in
            let (child, first, second) = (UUID(), UUID(), UUID())
            let event = try await bench.submitted(first, about: child)
            for _ in 0..<2 { try await bench.apply(event, of: first) }
            let id = try await bench.caseID(of: first)
            #expect(try await bench.story(of: id) == ["opened"])
            try await bench.apply(.withdrawn(.with { $0.referralID = first.text }), of: first)
            #expect(try await bench.file(id).outcome == .withdrawn)
            try await bench.apply(try await bench.submitted(second, about: child), of: second)
            #expect(try await bench.caseID(of: second) != id)
            #expect(try await bench.number("select count(*) from case_file where state = 'closed'") == 1)
        }
    }

    @Test("What the agency of a joined referral does later reaches the case it joined")
    func later() async throws {
        try await RouterBench.run { bench in
            let (child, first, second, question) = (UUID(), UUID(), UUID(), UUID())
            try await bench.apply(try await bench.submitted(first, about: child), of: first)
            try await bench.apply(try await bench.submitted(second, about: child, by: "agency-2"), of: second)
            let id = try await bench.caseID(of: second)
            try await bench.tell(.acknowledge(by: "coordinator-1"), to: id)
            let draft = QuestionDraft(referralID: second.text, words: "Since when?")
            try await bench.tell(
                .ask(
                    AskForInformation(
                        questionID: question, draft: draft, by: "coordinator-1",
                        question: try await bench.seal("Since when?", for: child))), to: id)
            #expect(try await bench.file(id).state == .needsInformation)
            let answer = try await bench.seal("Since Easter.", for: child)
            try await bench.apply(
                .answered(
                    .with {
                        ($0.referralID, $0.questionID) = (second.text, question.text)
                        ($0.answer, $0.answeredBy) = (answer, "nurse")
                    }), of: second)
            #expect(try await bench.file(id).state == .inTriage)
            try await bench.apply(
                .amended(
                    .with {
                        ($0.referralID, $0.changed) = (second.text, ["/child/home_postcode"])
                        $0.facts.level = 2
                    }), of: second)
            try await bench.apply(.headteacherAuthorised(.with { $0.referralID = first.text }), of: first)
            let file = try await bench.file(id)
            #expect(file.lead.headteacherAuthorised && file.amendments.first?.changed == ["/child/home_postcode"])

            let opened = try await OpenedCase(file, with: bench.keyring, by: RouterBench.coordinator)
            #expect(opened.questions[question.text] == "Since when?")
            #expect(opened.answers[question.text] == "Since Easter.")
            #expect(opened.details[first.text]?.concerns == "Words of agency-1")
            #expect(opened.details[second.text]?.concerns == "Words of agency-2")

            try await bench.apply(
                .lawfulBasisChanged(.with { ($0.referralID, $0.sharingAllowed) = (second.text, false) }), of: second)
            #expect(try await bench.file(id).isSharingAllowed == false)
            try await bench.apply(.enteredInError(.with { $0.referralID = second.text }), of: second)
            #expect(try await bench.file(id).isSharingAllowed)
            let left = try await OpenedCase(bench.file(id), with: bench.keyring, by: RouterBench.coordinator)
            #expect(left.details[second.text] == nil, "what was entered in error is nobody's to read")
            try await bench.apply(.withdrawn(.with { $0.referralID = first.text }), of: first)
            #expect(
                try await bench.story(of: id) == [
                    "opened", "referral_joined", "acknowledged", "information_asked", "information_received", "amended",
                    "amended", "sharing_changed", "referral_left", "sharing_changed", "closed",
                ])
            #expect(try await bench.number("select level::bigint from case_file") == 3)
        }
    }

    @Test("Sealed words do not lie bare in the log, and are gone with the child's key")
    func sealed() async throws {
        try await RouterBench.run { bench in
            let (child, referral) = (UUID(), UUID())
            try await bench.apply(try await bench.submitted(referral, about: child), of: referral)
            let id = try await bench.caseID(of: referral)
            try await bench.tell(.acknowledge(by: "coordinator-1"), to: id)
            var draft = OutcomeDraft(outcome: "advice_given", why: "Zebedee why", next: "Zebedee next")
            draft.record = RouterBench.record
            let words = try await bench.keyring.seal(draft.message, for: child)
            let record = try await bench.keyring.seal(draft.recordMessage, for: child)
            try await bench.tell(.decide(DecideCase(draft: draft, by: "c", words: words, record: record)), to: id)
            let payloads = try await bench.pool.query("select payload from event_log").decode([UInt8].self)
            #expect(payloads.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("Zebedee") })
            let before = try await OpenedCase(bench.file(id), with: bench.keyring, by: RouterBench.coordinator)
            #expect(before.decisions[0]?.why == "Zebedee why" && before.decisions[0]?.next == "Zebedee next")
            #expect(before.records[0]?.evidence == ["Zebedee evidence"])
            _ = try await bench.keyring.erase(child: child, by: RouterBench.coordinator, reason: "test")
            let after = try await OpenedCase(bench.file(id), with: bench.keyring, by: RouterBench.coordinator)
            #expect(after.decisions.isEmpty && after.records.isEmpty && after.details.isEmpty)
        }
    }

    @Test("What is about a referral nobody knows, or about another case, is poison and changes nothing")
    func poison() async throws {
        try await RouterBench.run { bench in
            let referral = UUID()
            let strange: [ReferralEvent] = [
                .withdrawn(.with { $0.referralID = referral.text }),
                .submitted(.with { ($0.referralID, $0.childID) = (referral.text, "x") }),
            ]
            for event in strange {
                do {
                    try await bench.apply(event, of: referral)
                    Issue.record("taken although strange")
                } catch ProjectionTrouble.poison(let code, _) {
                    #expect(["no_such_case", "broken_id"].contains(code))
                }
            }
            #expect(try await bench.number("select count(*) from event_log") == 0)
        }
    }

    @Test("A search that was given up comes back into the case")
    func searchWithdrawn() async throws {
        try await RouterBench.run { bench in
            let (child, referral) = (UUID(), UUID())
            try await bench.apply(try await bench.submitted(referral, about: child), of: referral)
            let id = try await bench.caseID(of: referral)
            try await bench.tell(.acknowledge(by: "coordinator-1"), to: id)
            var draft = ApPlacementDraft()
            (draft.purpose, draft.purposeWords, draft.objectives) = ("assessment", "w", ["o"])
            (draft.wantedStart, draft.weeks, draft.sessionsAWeek, draft.reason) = ("2026-12-01", 6, 4, "r")
            draft.record = RouterBench.record
            try await bench.tell(
                .decideApPlacement(DecideApPlacement(draft: draft, by: "c", brief: Sealed(), record: Sealed())), to: id)
            let withdrawn = PlacementEvent.withdrawn(
                .with { ($0.requestID, $0.caseID, $0.reason) = (UUID().text, id.text, "sharing_stopped") })
            for _ in 0..<2 { try await bench.apply(placement: withdrawn, of: referral) }
            #expect(try await bench.file(id).state == .acknowledged)
            #expect(try await bench.story(of: id).last == "placement_not_found")
        }
    }

    @Test("The queues filled anew from the log are the same as those that were lived through")
    func rebuilt() async throws {
        try await RouterBench.run { bench in
            let (child, first, second) = (UUID(), UUID(), UUID())
            try await bench.apply(try await bench.submitted(first, about: child), of: first)
            try await bench.apply(try await bench.submitted(second, about: child), of: second)
            let id = try await bench.caseID(of: first)
            try await bench.tell(.acknowledge(by: "coordinator-1"), to: id)
            try await bench.apply(
                .amended(
                    .with {
                        $0.referralID = first.text
                        $0.facts.level = 4
                    }), of: first)
            try await bench.apply(.withdrawn(.with { $0.referralID = first.text }), of: first)
            let lived = try await bench.rows()
            #expect(lived.count == 4)
            try await bench.pool.execute("truncate case_file, case_referral, case_clock")
            try await bench.store.transaction { transaction in
                let log = try await transaction.sql.query(
                    "select type, payload, version, occurred_at from event_log where subject = \(id) order by version"
                ).decode(String.self, [UInt8].self, Int64.self, Date.self)
                var before = Loaded<CaseFile>.none
                for (type, payload, version, time) in log {
                    let event = try CaseEvent(type: type, payload: payload)
                    _ = try await transaction.sql.pipeline(
                        CaseQueue().rows([event], to: id, key: first, before, at: time))
                    before = before.after(event, version: version, at: time)
                }
            }
            #expect(try await bench.rows() == lived)
        }
    }
}
