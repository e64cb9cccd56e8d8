import Contracts
import FoundationEssentials
import Inclusion
import Postgres
import Privacy

/// What was written about the offers of a request, opened for somebody who may read it; without what belongs to a child
/// whose key is gone. Every opening leaves a trace.
struct SaidWords: Sendable, Equatable {
    /// Why providers declined, by offer.
    private(set) var declines: [String: String] = [:]
    /// Why more children were booked than there are places, by offer.
    private(set) var overCommits: [String: String] = [:]
    /// By question.
    private(set) var questions: [String: String] = [:]
    /// By question.
    private(set) var answers: [String: String] = [:]
    /// Why nothing fits, where a coordinator said so.
    private(set) var unable: String?

    /// All of a request's.
    static func read(
        of request: PlacementRequest, _ id: UUID, _ reader: Reader, _ keyring: Keyring, _ pool: PostgresPool
    ) async throws -> SaidWords {
        var said = SaidWords()
        let opening = Opening(keyring: keyring, reader: reader, referral: UUID(uuidString: request.referralID))
        for offer in request.offers {
            if let words = offer.words { said.overCommits[offer.id] = try await opening.words(words) }
            try await said.read(offer.questions, opening)
        }
        guard request.unmet != nil || request.offers.contains(where: { $0.declineCode != nil }) else { return said }
        let kinds = [PlacementEvent.Kind.declined, .unableToMatch]
        let events = try await pool.query(
            """
            select type, payload from event_log
            where subject = \(id) and type = any(\(kinds.map(\.rawValue))) order by version
            """
        ).decode(String.self, [UInt8].self).map { try PlacementEvent(type: $0.0, payload: $0.1) }
        for event in events {
            if case .declined(let declined) = event {
                said.declines[declined.offerID] = try await opening.decline(declined.words)
            } else if case .unableToMatch(let unable) = event, unable.hasWords {
                said.unable = try await opening.words(unable.words)
            }
        }
        return said
    }

    /// Of one offer, its questions and their answers.
    static func read(
        of offer: PlacementOffer, _ request: PlacementRequest, _ reader: Reader, _ keyring: Keyring
    ) async throws -> SaidWords {
        var said = SaidWords()
        try await said.read(
            offer.questions,
            Opening(keyring: keyring, reader: reader, referral: UUID(uuidString: request.referralID)))
        return said
    }

    private mutating func read(_ asked: [OfferQuestion], _ opening: Opening) async throws {
        for question in asked {
            questions[question.id] = try await opening.words(question.words)
            if let answer = question.answer { answers[question.id] = try await opening.words(answer) }
        }
    }

    private struct Opening {
        let keyring: Keyring
        let reader: Reader
        let referral: UUID?

        func words(_ sealed: Sealed) async throws -> String? {
            do {
                return try await keyring.open(
                    sealed, as: OfferWords.self, by: reader, purpose: .readOfferWords, referral: referral
                ).words
            } catch PrivacyError.erased {
                return nil
            }
        }

        func decline(_ sealed: Sealed) async throws -> String? {
            do {
                return try await keyring.open(
                    sealed, as: DeclineWords.self, by: reader, purpose: .readDecline, referral: referral
                ).words
            } catch PrivacyError.erased {
                return nil
            }
        }
    }
}
