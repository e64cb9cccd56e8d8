import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres
import ServiceKit

/// Asks providers for a place, in the caller's transaction: the hard rules are checked at that moment, and what is asked for
/// is held.
///
/// Locks are always taken in this order: the request, then the provisions in the order of their ids.
struct ProviderAsking: Sendable {
    let request: PlacementRequest
    let now: Date
    let clocks: Clocks

    /// What a coordinator asks for.
    struct Wish: Sendable, Equatable {
        /// Which provisions, in the order of asking.
        var provisions: [UUID]
        var urgency = OfferUrgency.normal
        /// These half days; `nil`: as many as the request wants, of those that are free.
        var sessions: [WeekSession]?
        /// Why they are asked though there is no room, sealed; `nil`: only where there is.
        var overCommit: Sealed?
    }

    /// Holds a place with each of them.
    /// - Throws: `Problem` with everything that stands against it, and then nothing must be committed.
    func hold(_ wish: Wish, in sql: PostgresTransaction) async throws -> [AskedProvision] {
        let problems = request.problems(asking: wish.provisions.map(\.text))
        guard problems.isEmpty else { throw Problem(RuleViolation(.notAllowedNow, problems)) }
        try await Bookings.lock(wish.provisions, in: sql)
        var match = try Problem.rules { try MatchRequest(request, today: LondonTime.day(of: now)) }
        match.sessions = wish.sessions
        let provisions = Dictionary(
            uniqueKeysWithValues: try await Directory.listed(
                wish.provisions, during: match.days, forNeeds: match.facts.needs, in: sql
            )
            .map { ($0.id, $0) })
        try Self.checkListed(wish.provisions, provisions)
        let failed = Self.failures(
            of: wish.provisions.compactMap { provisions[$0.text] }, match, beyondPlaces: wish.overCommit != nil)
        guard failed.isEmpty else { throw Problem(RuleViolation(.notAllowedNow, failed)) }
        var asked: [AskedProvision] = []
        for provision in wish.provisions.compactMap({ provisions[$0.text] }) {
            asked.append(try await hold(provision, match, wish, in: sql))
        }
        return asked
    }

    /// Holds a place with the first that has one, of those the hub would ask next; `nil` where none has.
    func holdNext(in sql: PostgresTransaction) async throws -> AskedProvision? {
        let next = request.nextToAsk.compactMap { UUID(uuidString: $0.provisionID) }
        try await Bookings.lock(next, in: sql)
        let match = try Problem.rules { try MatchRequest(request, today: LondonTime.day(of: now)) }
        let provisions = try await Directory.listed(next, during: match.days, forNeeds: match.facts.needs, in: sql)
        for id in next {
            guard let provision = provisions.first(where: { $0.id == id.text }),
                Self.failures(of: [provision], match, beyondPlaces: false).isEmpty
            else { continue }
            return try await hold(provision, match, Wish(provisions: [id]), in: sql)
        }
        return nil
    }

    private func hold(
        _ provision: Provision, _ match: MatchRequest, _ wish: Wish, in sql: PostgresTransaction
    ) async throws -> AskedProvision {
        guard let id = UUID(uuidString: provision.id) else { throw Bookings.Gone() }
        let offer = UUID.v7(at: now)
        let place = BookedPlace(match.days, provision.sessions(for: match, beyondPlaces: wish.overCommit != nil))
        let until = clocks.answerBy(from: now, wish.urgency)
        var shortages = try await Bookings.hold(
            offer: offer, provision: id, place, for: request.facts, until: until, overCommit: false, in: sql)
        let isBeyond = !shortages.isEmpty
        if isBeyond, wish.overCommit != nil {
            shortages = try await Bookings.hold(
                offer: offer, provision: id, place, for: request.facts, until: until, overCommit: true, in: sql)
        }
        guard shortages.isEmpty else {
            let pointer = wish.provisions.firstIndex(of: id).map { "/provisions/\($0)" } ?? ""
            let problems = shortages.map {
                RuleProblem(pointer: pointer, code: HardRule.capacity.code, words: "\(provision.name): \($0.words)")
            }
            throw Problem(RuleViolation(.notAllowedNow, problems))
        }
        return AskedProvision(
            offerID: offer, provisionID: provision.id, providerID: provision.provider.id, place: place,
            overCommit: isBeyond ? wish.overCommit : nil)
    }

    private static func checkListed(_ wanted: [UUID], _ listed: [String: Provision]) throws(Problem) {
        let unknown = wanted.enumerated().filter { listed[$0.element.text] == nil }.map {
            RuleProblem(
                pointer: "/provisions/\($0.offset)", code: "not_listed", words: "The directory does not list it.")
        }
        guard unknown.isEmpty else { throw Problem(RuleViolation(.invalid, unknown)) }
    }

    /// Every hard rule that one of them fails.
    private static func failures(
        of provisions: [Provision], _ match: MatchRequest, beyondPlaces: Bool
    ) -> [RuleProblem] {
        let excluded = ProvisionMatcher.match(match, among: provisions).excluded
        return provisions.enumerated().flatMap { place, provision in
            (excluded.first { $0.provisionID == provision.id }?.failed ?? [])
                .filter { !beyondPlaces || !HardRule.ofPlaces.contains($0.code) }
                .map {
                    RuleProblem(
                        pointer: "/provisions/\(place)", code: $0.code, words: "\(provision.name): \($0.words)")
                }
        }
    }
}
