import Contracts
import EventFlow
import Foundation
import Inclusion
import Postgres
import ServiceKit
import ServiceTestSupport
import SwiftProtobuf
import Testing

@testable import Notifier

@Suite("Mails about actions", .timeLimit(.minutes(1)))
struct ActionMailTests {
    /// A working day, long before anything here is due.
    private static let agreedAt = Date(timeIntervalSince1970: 1_795_428_000)  // Monday 23 November 2026, 10:00 UTC

    private static func agreed(_ action: UUID, by organisation: String = "agency-1", due: String) -> CaseEvent {
        .actionAgreed(
            .with {
                ($0.actionID, $0.organisation, $0.owner, $0.dueOn) = (action.text, organisation, "the SENCO", due)
                $0.what = .with { $0.box = Data("sealed".utf8) }
            })
    }

    private func apply(_ event: CaseEvent, of referral: UUID, in bench: NotifierBench) async throws {
        let reaction = DeliveryReaction(bell: Signal(), now: { Self.agreedAt })
        let received = try ReceivedEvent.of(event, referral: referral)
        try await bench.store.transaction { try await reaction.apply([received], in: $0) }
    }

    private func queued(in bench: NotifierBench, at text: String) async throws -> Int {
        let time = try #require(RFC3339.instant(text))
        let reminders = ActionReminders(
            events: bench.store, bell: Signal(), logger: NotifierBench.logger, now: { time })
        var count = 0
        while try await reminders.queueOne() { count += 1 }
        return count
    }

    @Test("Whoever is given an action is told at once, and once more two working days before it is due")
    func told() async throws {
        try await NotifierBench.run { bench in
            let referral = UUID()
            try await bench.apply(.of(Samples.opened(), referral: referral))
            let (first, done, soon) = (UUID(), UUID(), UUID())
            // Tuesday 8 December: the Monday and the Friday before are the two working days.
            try await apply(Self.agreed(first, due: "2026-12-08"), of: referral, in: bench)
            try await apply(Self.agreed(done, by: "provider-1", due: "2026-12-08"), of: referral, in: bench)
            try await apply(Self.agreed(soon, by: "provider-1", due: "2026-11-24"), of: referral, in: bench)
            #expect(try await bench.number("select count(*) from delivery where template = 'action_given'") == 3)
            #expect(try await bench.number("select count(*) from action_reminder") == 2, "one is due too soon for it")
            try await apply(.actionDone(.with { $0.actionID = done.text }), of: referral, in: bench)

            #expect(try await queued(in: bench, at: "2026-12-04T08:59:59Z") == 0)
            #expect(try await queued(in: bench, at: "2026-12-04T09:00:00Z") == 1)
            #expect(try await queued(in: bench, at: "2026-12-09T09:00:00Z") == 0, "once")
            let mails = try await bench.store.pool.query(
                "select id, recipient, audience, answer_by from delivery where template = 'action_due'"
            ).decode(UUID.self, String.self, String.self, Date.self)
            let mail = try #require(mails.first)
            #expect(mails.count == 1 && mail.1 == "agency-1" && mail.2 == "action_owner")
            #expect(RFC3339.text(mail.3) == "2026-12-08T17:00:00Z")
            #expect(try await bench.story(of: mail.0).count == 1)
        }
    }

    @Test("It goes to the address of the agency or the provider, and says nothing of what is to be done")
    func sent() async throws {
        let contacts = try NotifierBench.contacts()
        #expect(contacts.address(of: "agency-1", as: .actionOwner) == "agency@example.org")
        #expect(contacts.address(of: "provider-1", as: .actionOwner) == "provider@example.org")
        #expect(contacts.address(of: "here", as: .actionOwner) == nil)
        let facts = MailFacts(
            reference: "RH-2345-6789", answerBy: RFC3339.instant("2026-12-08T17:00:00Z"),
            signIn: "https://hub.example.org/")
        for template in [MailTemplate.actionGiven, .actionDue] {
            let (subject, text) = template.render(facts)
            #expect(subject.hasPrefix("Referral RH-2345-6789: "))
            #expect(text.contains("by 8 December 2026 at 5:00pm") && text.contains("mark it as done"))
        }
    }
}
