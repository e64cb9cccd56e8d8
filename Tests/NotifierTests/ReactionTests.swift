import Contracts
import EventFlow
import Foundation
import Kafka
import Logging
import Postgres
import ServiceKit
import ServiceTestSupport
import SwiftProtobuf
import TestSupport
import Testing

@testable import EventFlow
@testable import Notifier

@Suite("From events to mails", .timeLimit(.minutes(1)))
struct ReactionTests {
    @Test("An event becomes a delivery for everyone who should hear, and says so on the topic")
    func reacts() async throws {
        try await NotifierBench.run { bench in
            let referral = UUID()
            try await bench.apply(.of(Samples.submitted(), referral: referral))
            let cause = UUID()
            let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            try await bench.apply(.of(Samples.accepted(), referral: referral, id: cause, traceparent: trace))
            let rows = try await bench.store.pool.query(
                """
                select id, template, audience, recipient, reference from delivery
                where cause_event_id = \(cause) order by template
                """
            ).decode(UUID.self, String.self, String.self, String.self, String.self)
            #expect(rows.map(\.1) == ["acceptance_confirmed", "place_found", "provider_accepted"])
            #expect(rows.map(\.2) == ["provider", "referrer", "coordinator"])
            #expect(rows.map(\.3) == ["provider-1", "agency-1", "E07000081"])
            #expect(rows.map(\.4) == ["RH-2345-6789", "RH-2345-6789", "RH-2345-6789"])
            for row in rows {
                guard case .queued(let event) = try await bench.story(of: row.0).first else {
                    Issue.record("not said on the topic")
                    return
                }
                #expect(event.template == row.1 && event.audience == row.2)
                #expect(event.referralID == referral.text && event.causeEventID == cause.text)
            }
            #expect(try await bench.number("select count(*) from event_log where key = \(referral)") == 4)
        }
    }

    @Test("By when a provider answers is kept with the delivery; a date nobody can read is left out")
    func answerBy() async throws {
        try await NotifierBench.run { bench in
            let referral = UUID()
            try await bench.apply(.of(Samples.opened(), referral: referral))
            try await bench.apply(.of(Samples.offered(), referral: referral))
            let unreadable = PlacementEvent.offered(
                .with { ($0.providerID, $0.answerBy, $0.locality) = ("provider-1", "soon", "E07000081") })
            try await bench.apply(.of(unreadable, referral: referral))
            let dates = try await bench.store.pool.query(
                "select answer_by from delivery where audience = 'provider' order by id"
            ).decode(Date?.self)
            #expect(dates == [try Date("2026-11-24T17:00:00Z", strategy: .iso8601), nil])
        }
    }

    @Test("What comes before anything is known of its referral waits")
    func notYet() async throws {
        try await NotifierBench.run { bench in
            let referral = UUID()
            let early = try ReceivedEvent.of(Samples.accepted(), referral: referral)
            await #expect(throws: ProjectionTrouble.self) { try await bench.apply(early) }
            #expect(try await bench.number("select count(*) from delivery") == 0)
            // What nobody is told about does not wait.
            try await bench.apply(.of(PlacementEvent.shortlisted(.init()), referral: referral))
            try await bench.apply(.of(Samples.opened(), referral: referral))
            try await bench.apply(early)
            #expect(try await bench.number("select count(*) from delivery") == 4)
        }
    }

    @Test("A plan is told of when it begins, and not with every review; what is not about a referral is passed over")
    func saidOnce() async throws {
        try await NotifierBench.run { bench in
            let referral = UUID()
            try await bench.apply(.of(Samples.opened(), referral: referral))
            for review in ["2027-01-11", "2027-02-22", ""] {
                try await bench.apply(.of(Samples.planNoted(reviewOn: review), referral: referral))
            }
            #expect(try await bench.number("select count(*) from delivery where template = 'plan_begun'") == 1)
            for event in Samples.aboutNoCase(marked: "") {
                try await bench.apply(.of(event, referral: UUID()))
            }
            #expect(try await bench.number("select count(*) from delivery") == 2)
        }
    }

    @Test("What a provider says about a case that was passed on is told where the case is now")
    func passedOn() async throws {
        try await NotifierBench.run { bench in
            let referral = UUID()
            try await bench.apply(.of(Samples.opened(), referral: referral))
            try await bench.apply(.of(Samples.offered(), referral: referral))
            let rerouted = CaseEvent.rerouted(.with { ($0.fromLocality, $0.locality) = ("E07000081", "E07000082") })
            try await bench.apply(.of(rerouted, referral: referral))
            try await bench.apply(.of(Samples.declined(), referral: referral))
            let told = try await bench.store.pool.query(
                "select template || ' ' || recipient from delivery where audience = 'coordinator' order by 1"
            ).decode(String.self)
            #expect(
                told == [
                    "case_passed_to_you E07000082", "new_referral E07000081", "provider_asked E07000081",
                    "provider_declined E07000082",
                ])
        }
    }

    @Test("Which clock runs out is kept with the delivery")
    func clock() async throws {
        try await NotifierBench.run { bench in
            let referral = UUID()
            try await bench.apply(.of(Samples.opened(), referral: referral))
            let breached = CaseEvent.clockBreached(
                .with {
                    $0.locality = "E07000081"
                    $0.clock = .with { ($0.kind, $0.dueAt) = ("triage", "2026-12-07T09:00:00Z") }
                })
            try await bench.apply(.of(breached, referral: referral))
            let kept = try await bench.store.pool.query(
                "select clock from delivery where template = 'clock_breached'"
            ).decode(String?.self)
            #expect(kept == ["triage"])
            let claimed = try await bench.store.pool.withTransaction { sql in
                try await sql.execute("delete from delivery where template <> 'clock_breached'")
                return try await DeliveryQueue.claim(in: sql)
            }
            #expect(claimed?.clock == "triage")
        }
    }

    @Test("A search that another agency of the case asked for, read before all else, sends nobody the wrong mail")
    func searchOfAnother() async throws {
        try await NotifierBench.run { bench in
            let referral = UUID()
            let requested = PlacementEvent.requested(
                .with {
                    $0.reference = "RH-2345-6789"
                    $0.agency.id = "agency-2"
                })
            try await bench.apply(.of(requested, referral: referral))
            try await bench.apply(.of(Samples.opened(), referral: referral))
            try await bench.apply(.of(Samples.accepted(), referral: referral))
            let heard = try await bench.store.pool.query(
                "select distinct recipient from delivery where audience = 'referrer'"
            ).decode(String.self)
            #expect(heard == ["agency-1"])
        }
    }

    @Test("Every agency in a case hears of it under its own reference, as long as its referral is part of it")
    func joined() async throws {
        try await NotifierBench.run { bench in
            let (first, other) = (UUID(), Samples.joined)
            func mails(_ event: CaseEvent) async throws -> [String] {
                let cause = UUID()
                try await bench.apply(.of(event, referral: first, id: cause))
                return try await bench.store.pool.query(
                    """
                    select recipient || ' ' || reference from delivery
                    where cause_event_id = \(cause) and audience = 'referrer' order by 1
                    """
                ).decode(String.self)
            }
            let listed = CaseEvent.listed(.with { ($0.forum, $0.meetsOn) = (.talc, "2026-12-03") })
            let asked = CaseEvent.informationAsked(.with { $0.askedReferralID = other.text })
            try await bench.apply(.of(Samples.submitted(), referral: first))
            #expect(try await mails(listed) == ["agency-1 RH-2345-6789"])
            let joined = CaseEvent.referralJoined(
                .with {
                    ($0.joinedReferralID, $0.joinedReference, $0.locality) = (other.text, "RH-2M4N-8TVW", "here")
                    $0.joinedAgency.id = "agency-2"
                })
            #expect(try await mails(joined) == [])
            #expect(try await mails(listed) == ["agency-1 RH-2345-6789", "agency-2 RH-2M4N-8TVW"])
            #expect(try await mails(asked) == ["agency-2 RH-2M4N-8TVW"])
            _ = try await mails(.referralLeft(.with { ($0.leftReferralID, $0.locality) = (first.text, "here") }))
            #expect(try await mails(listed) == ["agency-2 RH-2M4N-8TVW"])
            let kept = try await bench.store.pool.query(
                "select distinct referral_id, forum, meets_on from delivery where template = 'case_listed'"
            ).decode(UUID.self, String?.self, String?.self)
            #expect(Set(kept.map(\.0)) == [first, other])
            #expect(kept.allSatisfy { $0.1 == "talc" && $0.2 == "2026-12-03" })
        }
    }

    @Test("The same event seen again, even by a projection that begins anew, makes no second mail")
    func once() async throws {
        try await NotifierBench.run { bench in
            let event = try ReceivedEvent.of(Samples.submitted(), referral: UUID())
            for _ in 0..<3 { try await bench.apply(event) }
            #expect(try await bench.number("select count(*) from delivery") == 1)
            #expect(try await bench.number("select count(*) from event_log") == 1)
        }
    }

    @Test("From another service's commit to a mail, over the broker, in the blink of an eye")
    func endToEnd() async throws {
        let catcher = try await MailCatcher.start()
        try await NotifierBench.run { bench in
            let broker = try EmbeddedBroker(
                listen: ("127.0.0.1", 0), topics: Topic.allCases.map { ($0.rawValue, Topic.partitions) })
            defer { broker.stop() }
            let kafka = KafkaConfiguration(bootstrap: broker.bootstrap, profile: .embedded)
            let upstream = EventStore(pool: try bench.database.pool(6, schema: "intake"))
            try await Migrator(upstream.pool, logger: NotifierBench.logger)
                .apply(EventFlowSchema.migrations, schema: "intake")
            let bell = Signal()
            let sender = try bench.sender(to: catcher.url, bell: bell)
            let relay = try Relay(
                store: upstream, kafka: kafka, topic: .referrals, service: "intake", logger: NotifierBench.logger)
            let projector = Projector(
                DeliveryReaction(bell: bell, now: { Date() }), store: bench.store, kafka: kafka, service: "notifier",
                logger: NotifierBench.logger)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await relay.run() }
                group.addTask { try await projector.run() }
                group.addTask { try await sender.run() }
                let post: @Sendable () async throws -> Void = {
                    let referral = UUID()
                    try await upstream.transaction { transaction in
                        _ = try await transaction.append(
                            [Samples.submitted()], to: referral, key: referral, after: 0, at: Date())
                    }
                }
                try await post()
                _ = try await catcher.caught(1, within: .seconds(30))
                let started = ContinuousClock.now
                try await post()
                _ = try await catcher.caught(2)
                #expect(ContinuousClock.now - started < .seconds(1))
                for _ in 0..<30 { try await post() }
                let caught = try await catcher.caught(32)
                #expect(Set(caught.map(\.messageID)).count == 32)
                #expect(caught.allSatisfy { $0.recipients == ["agency@example.org"] })
                group.cancelAll()
                while let result = await group.nextResult() { _ = result }
            }
            await upstream.pool.close()
        }
    }
}
