import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres
import Privacy
import ServiceKit
import SwiftProtobuf

/// Reads a referral for the agency it belongs to, and opens what is sealed.
struct ReferralReading: Sendable {
    let events: EventStore
    let keyring: Keyring
    let reader: Reader

    /// - Throws: ``Problem`` 404 for a referral that is another organisation's, or nobody's.
    func record(_ id: UUID) async throws -> ReferralRecord {
        let results = try await events.pool.pipeline(
            [ReferralRow.query(id, of: reader.organisation), LocalityNames.question] + StandingView.queries(id))
        let loaded = try await events.read(Referral.self, id)
        guard let row = try results[0].map(ReferralRow.init).first, let referral = loaded.state else {
            throw Problem.notFound()
        }
        var record = ReferralRecord(
            row: row, referral: referral, history: loaded.history, view: try StandingView(results[2...]),
            localities: try LocalityNames.book(results[1]))
        do {
            try await open(&record)
        } catch PrivacyError.erased {
            record.content = nil
            (record.asked, record.answered, record.decisions) = ([:], [:], [:])
        }
        return record
    }

    private func open(_ record: inout ReferralRecord) async throws {
        let row = record.row
        let reading = try await keyring.reading(
            of: row.child, by: reader, purpose: .readOwnReferral, referrals: [row.id])
        record.content = try row.content(reading)
        for question in record.view.questions {
            record.asked[question.id] = try reading.open(question.words, as: Words.self).words
        }
        for answer in record.referral.answers {
            record.answered[answer.questionID] = try reading.open(answer.words, as: Words.self).words
        }
        for (place, line) in record.view.lines.enumerated() {
            guard let words = line.facts.words else { continue }
            record.decisions[place] = try reading.open(words, as: DecisionWords.self)
        }
    }
}
