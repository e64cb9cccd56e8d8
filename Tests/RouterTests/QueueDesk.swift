import Contracts
import Foundation
import Inclusion
import Postgres
import RoutingData
import ServiceKit
import ServiceTestSupport
import Testing

@testable import EventFlow
@testable import LocalityRouter

/// The API of the queues, and hands to bring cases in.
struct QueueDesk: ServiceDesk {
    let bench: RouterBench
    let service: ServiceInProcess

    static let (gloucester, stroud) = ("E07000081", "E07000082")
    static let caller = coordinator("anna")

    /// A coordinator of Gloucester and Stroud, or of what is said.
    static func coordinator(_ name: String, of localities: Set<String> = [gloucester, stroud]) -> Identity {
        .someone(.coordinator, subject: name, localities: localities)
    }

    static func run(_ body: @escaping @Sendable (QueueDesk) async throws -> Void) async throws {
        try await RouterBench.run { bench in
            try await bench.service(settings: ["DATABASE_POOL": "10"]) { host, router in
                let clocks: ClocksNow = { _ in .standard }
                let county = try BuiltIn.county().county
                let mover = CaseMover(host: host, keyring: bench.keyring, clocks: clocks)
                QueueAPI(host: host, county: { county }).add(to: router)
                NextCaseAPI(host: host, clocks: clocks).add(to: router)
                AssignmentsAPI(host: host, clocks: clocks).add(to: router)
                CaseAPI(host: host, keyring: bench.keyring, county: { county }).add(to: router)
                CaseMovesAPI(mover: mover).add(to: router)
            } _: {
                try await body(QueueDesk(bench: bench, service: $0))
            }
        }
    }

    /// From now on it is that time, for the service.
    func set(_ time: String) throws { service.set(try #require(RFC3339.instant(time))) }

    /// For a meeting in Gloucester on 25 November 2026, at 14:00.
    static let listing: ListCase = {
        let day = CalendarDate("2026-11-25") ?? CalendarDate(dayNumber: 0)
        let slot = MeetingSlot(
            locality: gloucester, forum: .talc, startsAt: LondonTime(date: day, hour: 14).instant,
            papersBy: LondonTime(date: day.adding(days: -2), hour: 17).instant, place: "Room 1")
        return ListCase(
            draft: ListingDraft(forum: "talc", meetsOn: day.description),
            meetings: [MeetingEntry(id: UUID().text, state: .planned, slot: slot)], by: "bob")
    }()

    /// Opens a case there, now.
    func open(in locality: String = gloucester, level: Int32 = 3, forum: Forum? = nil) async throws -> UUID {
        guard case .submitted(var referral) = try await bench.submitted(UUID(), about: UUID()) else {
            throw CancellationError()
        }
        referral.facts.level = level
        let basis = try RoutingBasis.builtIn()
        var routing = ReferralRouter.route(
            referral, home: .found(PostcodePlace(district: locality)), school: .notGiven, rules: basis.rules,
            in: basis.county)
        if let forum { routing.forum = forum }
        let id = UUID.v7(at: now)
        let events = try CaseFile.decide(
            nil, .open(OpenCase(caseID: id, referral: referral, routing: routing)), now: now)
        let time = now
        try await bench.store.transaction { transaction in
            _ = try await CaseRow.commit(events, to: id, .none, at: time, in: transaction)
        }
        return id
    }

    /// Has the case told that, now.
    func tell(_ command: CaseCommand, to id: UUID) async throws {
        let time = now
        try await bench.store.transaction { try await $0.note(command, in: id, at: time, by: .standard) }
    }

    func ask(_ id: UUID) async throws {
        try await tell(
            .ask(
                AskForInformation(
                    questionID: UUID(), draft: QuestionDraft(words: "Since when?"), by: "anna", question: Sealed())),
            to: id)
    }
}
