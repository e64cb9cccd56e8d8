import Foundation
import Postgres
import Testing

@testable import Hub

extension Journeys {
    /// The sample referrals, through real processes, to accepted placements.
    @Suite("A day in the life", .serialized, .timeLimit(.minutes(6)))
    struct DayJourney {
        @Test("The samples become accepted placements; each stage counts the same, and no mail names a child")
        func samples() async throws {
            try await Town.visit { town in
                let day = try await town.playDay(48)
                #expect(day["posted"]?.int == 48, "\(day)")
                #expect(day["troubles"]?.elements.isEmpty ?? true)
                try await expectWhole(town, posted: 48)
                #expect(
                    try await town.count(
                        "select count(*) from placement_matcher.event_log where type like '%accepted.v1'") > 5)
                try await expectTold(town)
            }
        }

        @Test("The broker stops in the middle and comes back empty: everything still arrives, once")
        func brokerForgets() async throws {
            try await Town.visit { town in
                async let day = town.playDay(60, quiet: 25)
                while try await town.count("select count(*) from referral_intake.event_log") < 20 {
                    try await Task.sleep(for: .milliseconds(20))
                }
                await town.kill("broker")
                while try await town.count("select count(*) from referral_intake.event_log") < 45 {
                    try await Task.sleep(for: .milliseconds(20))
                }
                try town.start("broker")
                #expect(try await day["posted"]?.int == 60)
                try await expectWhole(town, posted: 60)
            }
        }

        @Test(
            "Started without a broker, the door accepts; the rest is ready, and everything flows, when the broker is there"
        )
        func startsAlone() async throws {
            try await Town.visit { town in
                for service in Town.services { #expect(await town.stop(service) == 0, "\(service) stops with grace") }
                await town.kill("broker")
                try town.start("referral-intake")
                var health: Int?
                while health == nil {
                    health = try? await town.raw("GET", town.address("referral-intake") + "/health/live").status
                }
                #expect(health == 200)
                let answer = try await town.post(
                    "referral-intake", "/v1/referrals", try await Samples.body(0), as: try await Samples.person(0))
                #expect(answer.status == 201, "accepted without a broker")
                for service in Town.services.dropFirst() { try town.start(service) }
                try town.start("broker")
                try await town.untilReady()
                try await town.until(1, "select count(*) from locality_router.case_file")
            }
        }

        @Test(
            "The database away at start and in the middle: services wait, refuse kindly, and carry on when it is back")
        func databaseAway() async throws {
            try await Town.visit { town in
                for service in Town.services { await town.stop(service) }
                try await town.setDatabase(isOpen: false)
                for service in Town.services { try town.start(service) }
                let door = town.address("referral-intake")
                var ready: Int?
                while ready == nil { ready = try? await town.raw("GET", door + "/health/ready").status }
                #expect(ready == 503)
                #expect(try await town.raw("POST", door + "/v1/referrals").status == 503)
                try await town.setDatabase(isOpen: true)
                try await town.untilReady()
                try await refer(0, town)
                try await town.until(1, "select count(*) from locality_router.case_file")

                try await town.setDatabase(isOpen: false)
                let token = try await town.token(try await Samples.person(1))
                let refused = try await town.raw(
                    "POST", door + "/v1/referrals",
                    headers: [
                        "Authorization": "Bearer \(token)", "Content-Type": "application/json",
                        "Idempotency-Key": UUID().uuidString,
                    ], body: try await Samples.body(1).data())
                #expect(refused.status == 503)
                try await town.setDatabase(isOpen: true)
                try await refer(1, town)
                try await town.until(2, "select count(*) from locality_router.case_file")
                try await town.until(2, "select count(*) from portal.queue_item")
            }
        }

        private func refer(_ index: Int, _ town: Town) async throws {
            let answer = try await town.post(
                "referral-intake", "/v1/referrals", try await Samples.body(index), as: try await Samples.person(index))
            #expect(answer.status == 201)
        }

        /// Every referral has one case and one line in each read model; nothing is left over anywhere.
        private func expectWhole(_ town: Town, posted: Int) async throws {
            try await town.until(posted, "select count(*) from referral_intake.event_log")
            try await town.until(posted, "select count(distinct referral_id) from locality_router.case_file")
            try await town.until(posted, "select count(*) from locality_router.case_file")
            try await town.until(posted, "select count(*) from portal.queue_item")
            for schema in ["referral_intake", "locality_router", "placement_matcher", "notifier"] {
                try await town.until(0, "select count(*) from \(identifier: schema).outbox")
                try await town.until(0, "select count(*) from \(identifier: schema).parked_event")
                #expect(
                    try await town.count("select count(*) from \(identifier: schema).dead_letter") == 0, "\(schema)")
            }
            #expect(
                try await town.count(
                    """
                    select count(*) from (select key from placement_matcher.event_log
                    where type like '%accepted.v1' group by key having count(*) > 1) as twice
                    """) == 0, "no child is placed twice")
            #expect(try await town.count("\(unescaped: Accounts.overBooked)") == 0)
            let accepted = try await town.count(
                "select count(*) from placement_matcher.event_log where type like '%accepted.v1'")
            try await town.until(accepted, "select count(*) from locality_router.case_file where state = 'active'")
            #expect(
                try await town.count("select count(*) from placement_matcher.booking where state = 'taken'") == accepted
            )
        }

        /// Mails go out, each once, and say nothing about a child; neither do the logs.
        private func expectTold(_ town: Town) async throws {
            try await town.until(0, "select count(*) from notifier.delivery where status = 'queued'")
            let mails = try town.mails()
            let sent = try await town.count("select count(*) from notifier.delivery where status = 'sent'")
            #expect(mails.count == sent)
            let ids = mails.compactMap { mail in
                mail.split(separator: "\n").first { $0.lowercased().hasPrefix("message-id:") }
            }
            #expect(Set(ids).count == mails.count)
            let logs = town.logs()
            for given in SampleVariation.familyNames {
                #expect(!mails.contains { $0.contains(given) }, "a mail names a child")
                #expect(!logs.contains(given), "a log names a child")
            }
        }
    }
}

/// The hand-written referrals.
enum Samples {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "ops/samples/referrals.json").path

    static func body(_ index: Int) async throws -> JSONValue {
        let samples = try SampleFile(file: file).samples
        return samples[index % samples.count].body
    }

    static func person(_ index: Int) async throws -> String {
        let samples = try SampleFile(file: file).samples
        return samples[index % samples.count].person
    }
}
