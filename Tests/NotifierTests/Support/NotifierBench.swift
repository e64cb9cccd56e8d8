import Contracts
import EventFlow
import Foundation
import Logging
import Postgres
import ServiceKit
import ServiceTestSupport
import SwiftProtobuf
import TestSupport
import Testing

@testable import EventFlow
@testable import Notifier

/// A database of its own with the notifier's tables, and hands to put events and mails into it.
struct NotifierBench: Sendable {
    let store: EventStore
    let database: OwnDatabase

    static let logger = OwnDatabase.logger

    static func run(_ body: @Sendable (NotifierBench) async throws -> Void) async throws {
        try await OwnDatabase.lend("notifier") { database in
            try await database.prepare(for: Notifier.definition)
            let pool = try database.pool(6, schema: Notifier.definition.schema)
            let outcome: Result<Void, any Error>
            do {
                outcome = .success(try await body(NotifierBench(store: EventStore(pool: pool), database: database)))
            } catch {
                outcome = .failure(error)
            }
            await pool.close()
            try outcome.get()
        }
    }

    /// Applies an event as the projector would, in a transaction of its own.
    func apply(_ event: ReceivedEvent, bell: Signal = Signal()) async throws {
        let reaction = DeliveryReaction(bell: bell, now: { Date() })
        try await store.transaction { try await reaction.apply([event], in: $0) }
    }

    /// Queues a mail about a referral of its own.
    @discardableResult
    func queue(
        _ template: MailTemplate = .newReferral, to recipient: String = "here", as audience: Audience = .coordinator,
        at moment: Date = Date(), bell: Signal = Signal(), about referral: UUID = UUID()
    ) async throws -> UUID {
        let delivery = Delivery(
            id: UUID.v7(at: moment), referralID: referral, reference: "RH-2345-6789", template: template,
            audience: audience, recipient: recipient, answerBy: nil, causeEventID: UUID(), traceparent: nil,
            queuedAt: moment)
        try await store.transaction { transaction in
            _ = try await DeliveryQueue.add([delivery], in: transaction.sql)
            try await transaction.append(
                [delivery.queuedEvent], to: delivery.id, key: delivery.referralID, after: 0, at: moment)
            transaction.afterCommit { bell.raise() }
        }
        return delivery.id
    }

    /// A sender with the addresses of the tests.
    func sender(
        to url: String, bell: Signal = Signal(), now: @escaping @Sendable () -> Date = { Date() }
    ) throws -> MailSender {
        let server = try #require(SMTPServer(url: url))
        let settings = MailSettings(
            contacts: try Self.contacts(), server: server, from: "hub@hub.example.org",
            signIn: "https://hub.example.org/")
        return MailSender(events: store, settings: settings, bell: bell, logger: Self.logger, now: now)
    }

    static let contactsJSON = """
        {"agencies": {"agency-1": "agency@example.org"},
         "localities": {"here": "here@example.org", "refused": "refused@example.org", "later": "later@example.org",
                        "once": "once@example.org", "slow": "slow@example.org", "spam": "spam@example.org"},
         "providers": {"provider-1": "provider@example.org"}}
        """

    static func contacts() throws -> Contacts { try Contacts(json: Data(contactsJSON.utf8)) }

    /// Runs `body` while the services run.
    func sending(_ services: [MailSender], _ body: @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for service in services { group.addTask { try await service.run() } }
            try await body()
            group.cancelAll()
            while let result = await group.nextResult() { _ = result }
        }
    }

    /// The single number a query gives.
    func number(_ query: PostgresQuery) async throws -> Int {
        try await store.pool.query(query).decodeFirst(Int.self) ?? -1
    }

    /// The types of a delivery's events, in order.
    func story(of delivery: UUID) async throws -> [NotificationEvent] {
        try await store.pool.query("select type, payload from event_log where subject = \(delivery) order by version")
            .decode(String.self, [UInt8].self).map { try NotificationEvent(type: $0, payload: $1) }
    }
}
