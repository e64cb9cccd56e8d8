import Contracts
import Foundation
import Postgres

@testable import Hub

/// What the tables of a town have to say: whether anything is still on its way, and whether it all adds up.
struct Accounts: Sendable {
    let pool: PostgresPool

    /// A number that has to be zero, and what it counts.
    private struct Entry: Sendable {
        let words: String
        let query: PostgresQuery
    }

    private static let writers = HubService.all.filter { $0.topic != nil }

    // MARK: On its way

    /// What is still moving, in words; nothing once the town is quiet.
    func moving() async throws -> [String] {
        var entries: [Entry] = []
        for service in Self.writers {
            entries.append(.init(words: "to be published by \(service.name)", query: Self.all("outbox", service)))
        }
        for service in HubService.all {
            entries.append(.init(words: "parked by \(service.name)", query: Self.all("parked_event", service)))
            entries += try await behind(service)
        }
        entries.append(
            .init(words: "mails to be sent", query: "select count(*) from notifier.delivery where status = 'queued'"))
        return try await found(entries)
    }

    /// Aggregates whose last event a consumer has not applied, or of which it knows one that nobody logged.
    private func behind(_ service: HubService) async throws -> [Entry] {
        let schema = service.schema
        let readers = try await pool.query(
            "select distinct consumer, topic from \(identifier: schema).consumer_offset order by 1, 2"
        ).decode(String.self, String.self)
        return try readers.compactMap { consumer, topic in
            guard let topic = Topic(rawValue: topic) else { return nil }
            let writer = try HubService.writer(of: topic).schema
            return Entry(
                words: "aggregates of \(topic) behind in \(service.name) \(consumer)",
                query: """
                    select count(*) from \(identifier: writer).aggregate full join (
                        select subject, version from \(identifier: schema).applied_version
                        where consumer = \(consumer) and topic = \(topic.rawValue)) as applied using (subject)
                    where aggregate.version is distinct from applied.version
                    """)
        }
    }

    // MARK: Adding up

    /// What does not add up at the end, in words.
    func findings(taken: [String]) async throws -> [String] {
        try await found(Self.doors + Self.stories + Self.placements + Self.mails) + accepted(taken)
    }

    /// Every 201 has one referral, one event and one case, and there are no others.
    private func accepted(_ taken: [String]) async throws -> [String] {
        var findings: [String] = []
        if Set(taken).count != taken.count { findings.append("two keys were answered with one referral") }
        for (what, query) in [
            ("referrals", "select id from referral_intake.referral" as PostgresQuery),
            (
                "submitted events",
                """
                select subject from referral_intake.event_log where type = 'referralhub.referrals.submitted.v1'
                """
            ),
            ("cases", "select referral_id from locality_router.case_file"),
            ("opened events", "select key from locality_router.event_log where type = 'referralhub.cases.opened.v1'"),
            ("lines in queues", "select referral_id from portal.queue_item"),
            ("standings", "select referral_id from referral_intake.standing"),
        ] {
            let ids = try await pool.query(query).decode(UUID.self).map(\.text)
            let (there, wanted) = (Set(ids), Set(taken))
            if there.count != ids.count {
                findings.append("\(ids.count - there.count) \(what) too many for one referral")
            }
            let (lost, strange) = (wanted.subtracting(there).sorted(), there.subtracting(wanted).sorted())
            if let first = lost.first { findings.append("\(lost.count) \(what) are missing, such as that of \(first)") }
            if let first = strange.first { findings.append("\(strange.count) \(what) without a 201, such as \(first)") }
        }
        return findings
    }

    private static var doors: [Entry] {
        HubService.all.map { .init(words: "dead letters of \($0.name)", query: all("dead_letter", $0)) }
    }

    /// Versions are 1, 2, 3 … and every row stands where its last event does.
    private static var stories: [Entry] {
        writers.flatMap { service -> [Entry] in
            [
                .init(
                    words: "aggregates of \(service.name) with gaps or repeats in their versions",
                    query: """
                        select count(*) from (
                            select subject from \(identifier: service.schema).event_log group by subject
                            having min(version) <> 1 or max(version) <> count(*)) as broken
                        """),
                .init(
                    words: "aggregates of \(service.name) that stand elsewhere than their log",
                    query: """
                        select count(*) from \(identifier: service.schema).aggregate full join (
                            select subject, max(version) as version from \(identifier: service.schema).event_log
                            group by subject) as logged using (subject)
                        where aggregate.version is distinct from logged.version
                        """),
            ]
        } + [
            row("referral_intake.referral", "id", of: "referral_intake"),
            row("locality_router.case_file", "id", of: "locality_router"),
            row("placement_matcher.placement_request", "id", of: "placement_matcher"),
            .init(
                words: "lines in queues that are behind their case",
                query: """
                    select count(*) from portal.queue_item join locality_router.case_file on case_id = case_file.id
                    where case_version <> case_file.version or queue_item.state <> case_file.state
                    """),
        ]
    }

    private static func row(_ table: String, _ id: String, of schema: String) -> Entry {
        .init(
            words: "rows of \(table) that are not at their last event",
            query: """
                select count(*) from \(unescaped: table) as row
                left join \(identifier: schema).aggregate on aggregate.subject = row.\(unescaped: id)
                where aggregate.version is distinct from row.version
                """)
    }

    /// Half days on which more children are booked than their provision has places, as the directory counts them: on the
    /// first day of some child, since only then their number grows.
    static let overBooked = """
        select count(*) from (
            select from placement_matcher.booking one
            join placement_matcher.provision p on p.id = one.provision_id
            cross join unnest(one.sessions) as session
            join placement_matcher.booking other on other.provision_id = one.provision_id
                and one.first_day between other.first_day and other.last_day
                and session = any(other.sessions) and not other.over_commit
            group by one.offer_id, session, p.places having count(*) > p.places
        ) as too_many
        """

    private static let placements: [Entry] = [
        .init(
            words: "children placed twice",
            query: """
                select count(*) from (select key from placement_matcher.event_log
                where type like '%.accepted.v1' group by key having count(*) > 1) as twice
                """),
        .init(
            words: "half days with more children booked than there are places",
            query: "\(unescaped: overBooked)"),
        .init(
            words: "places taken more or less than were accepted",
            query: """
                select abs((select count(*) from placement_matcher.booking where state = 'taken')
                    - (select count(*) from placement_matcher.event_log where type like '%.accepted.v1'))
                """),
        .init(
            words: "placement requests too many for one decision",
            query: """
                select count(*) from (select case_id from placement_matcher.placement_request
                group by case_id having count(*) > 1) as twice
                """),
        .init(
            words: "active cases more or less than were accepted",
            query: """
                select abs((select count(*) from locality_router.case_file where state = 'active')
                    - (select count(*) from placement_matcher.event_log where type like '%.accepted.v1'))
                """),
    ]

    private static let mails: [Entry] = [
        .init(
            words: "mails decided twice",
            query: """
                select count(*) from (select from notifier.delivery
                group by cause_event_id, template, audience, recipient having count(*) > 1) as twice
                """),
        .init(
            words: "mails that failed", query: "select count(*) from notifier.delivery where status = 'failed'"),
    ]

    private static func all(_ table: String, _ service: HubService) -> PostgresQuery {
        "select count(*) from \(identifier: service.schema).\(identifier: table)"
    }

    private func found(_ entries: [Entry]) async throws -> [String] {
        let results = try await pool.pipeline(entries.map(\.query))
        return try zip(entries, results).compactMap { entry, rows in
            let count = try rows.decodeFirst(Int.self) ?? -1
            return count == 0 ? nil : "\(count) \(entry.words)"
        }
    }
}
