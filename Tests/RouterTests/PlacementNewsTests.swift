import Contracts
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import Privacy
import ServiceKit
import ServiceTestSupport
import SwiftProtobuf
import Testing

@testable import EventFlow
@testable import LocalityRouter

/// What the matcher says of a placement comes back into the case.
@Suite("News of a placement", .timeLimit(.minutes(1)))
struct PlacementNewsTests {
    static let request = UUID(), stay = UUID(), provision = UUID()

    static func ref(_ id: UUID) -> PlacementRef {
        .with {
            ($0.caseID, $0.requestID, $0.placementID) = (id.text, request.text, stay.text)
            ($0.provisionID, $0.providerID) = (provision.text, "provider-severn-vale")
        }
    }

    /// The story of a place, in order, as the matcher tells it.
    static func story(of id: UUID) -> [PlacementEvent] {
        let ref = ref(id)
        return [
            .accepted(
                .with { ($0.caseID, $0.requestID, $0.provisionID) = (id.text, request.text, provision.text) }),
            .agreed(
                .with {
                    $0.placement = ref
                    ($0.place.from, $0.place.to, $0.reviewBy) = ("2026-12-07", "2027-02-12", "2026-12-18")
                }),
            .started(.with { ($0.placement, $0.startedOn, $0.reviewBy) = (ref, "2026-12-08", "2026-12-18") }),
            .attendanceRecorded(.with { $0.placement = ref }),
            .reviewed(.with { ($0.placement, $0.reviewedOn, $0.nextReviewBy) = (ref, "2026-12-16", "2027-02-12") }),
            .extended(.with { ($0.placement, $0.until) = (ref, "2027-03-25") }),
            .ended(.with { ($0.placement, $0.endedOn, $0.endedAs) = (ref, "2027-03-19", "reintegrated") }),
        ]
    }

    /// A case in which a place is looked for.
    private func searched(_ bench: RouterBench, _ id: UUID) async throws {
        let child = try #require(UUID(uuidString: try await bench.file(id).childID))
        var draft = ApPlacementDraft()
        (draft.purpose, draft.purposeWords, draft.objectives) = ("assessment", "w", ["o"])
        (draft.wantedStart, draft.weeks, draft.sessionsAWeek, draft.reason) = ("2026-12-01", 6, 4, "r")
        draft.record = RouterBench.record
        let record = try await bench.keyring.seal(draft.recordMessage, for: child)
        try await bench.tell(.acknowledge(by: "coordinator-1"), to: id)
        try await bench.tell(
            .decideApPlacement(DecideApPlacement(draft: draft, by: "c", brief: Sealed(), record: record)), to: id)
    }

    @Test(
        "The case's history says how it went, and at the end it is the coordinator's again; seen twice changes nothing")
    func whole() async throws {
        try await CaseDesk.run { desk in
            let (id, referral) = try await desk.open()
            try await searched(desk.bench, id)
            var (standing, holders): ([String], [String]) = ([], [])
            for event in Self.story(of: id) {
                for _ in 0..<2 { try await desk.bench.apply(placement: event, of: referral) }
                let read = try await desk.send(.get, "/v1/cases/\(id.text)")
                standing.append(read["placement/happened"]?.words ?? "")
                holders.append(read["with/who"]?.words ?? "")
            }
            #expect(standing == ["", "agreed", "started", "started", "reviewed", "extended", "ended"])
            #expect(
                holders == ["coordinator", "provider", "provider", "provider", "provider", "provider", "coordinator"])
            let told = try await desk.story(id).filter { $0.hasPrefix("place") }
            #expect(told == ["placed"] + Array(repeating: "placement_noted", count: 5))
            let read = try await desk.send(.get, "/v1/cases/\(id.text)")
            #expect(read["status"]?.words == "in_triage" && read["placement/outcome"]?.words == "reintegrated")
            #expect(
                read["placement/starts_on"]?.words == "2026-12-08" && read["placement/until"]?.words == "2027-03-19")
            #expect(read["placement/review_on"] == nil && read["placement/provision_id"]?.words == Self.provision.text)
            #expect(read["placement_news/0/until"]?.words == "2027-02-12")
            #expect(read["placement_news/2/review_on"]?.words == "2027-02-12")
            #expect(read["placement_news/2/on"]?.words == "2026-12-16")
            #expect(read["placement_news/4/words"]?.words == "The placement ended.")
            #expect(read["allowed_moves"]?.strings.contains("close") == true)
        }
    }

    @Test("Where the child never came the case is with the coordinator, to be decided again")
    func neverCame() async throws {
        try await CaseDesk.run { desk in
            let (id, referral) = try await desk.open()
            try await searched(desk.bench, id)
            for event in Self.story(of: id).prefix(2) { try await desk.bench.apply(placement: event, of: referral) }
            try await desk.bench.apply(
                placement: .notStarted(.with { ($0.placement, $0.reason) = (Self.ref(id), "family_declined") }),
                of: referral)
            let read = try await desk.send(.get, "/v1/cases/\(id.text)")
            #expect(read["status"]?.words == "acknowledged" && read["with/who"]?.words == "coordinator")
            #expect(read["placement/outcome"]?.words == "family_declined" && read["with/why/code"]?.words == "triage")
            #expect(read["allowed_moves"]?.strings.contains("decide_ap_placement") == true)
        }
    }

    @Test("A placement of another case, or of a search that found nothing, is poison")
    func poison() async throws {
        try await CaseDesk.run { desk in
            let (id, referral) = try await desk.open()
            let agreed = Self.story(of: id)[1]
            await #expect(throws: ProjectionTrouble.self) {
                try await desk.bench.apply(placement: agreed, of: referral)
            }
        }
    }

    @Test("A review that is due stands among what is due, with the provider; one that is late, overdue, with us")
    func review() async throws {
        try await QueueDesk.run { desk in
            let id = try await desk.open()
            try await searched(desk.bench, id)
            for event in Self.story(of: id).prefix(3) {
                let command: CaseCommand
                switch event {
                case .accepted(let accepted): command = .notePlaced(accepted)
                default: command = .notePlacement(try #require(PlacementNote(event)))
                }
                try await desk.tell(command, to: id)
            }
            let keeper = ClockKeeper(
                store: desk.bench.store, now: { desk.now }, logger: RouterBench.logger, clocks: { .standard })
            func group() async throws -> String? {
                while try await keeper.workOne() != nil {}
                return try await desk.send(.get, "/v1/cases")["items/0/group"]?.words
            }
            try desk.set("2026-12-11T09:00:00Z")
            #expect(try await group() == "waiting_on_others")
            #expect(try await desk.bench.story(of: id).last == "chased")
            try desk.set("2026-12-18T09:00:00Z")
            #expect(try await group() == "due_today")
            try desk.set("2026-12-18T17:00:01Z")
            #expect(try await group() == "overdue")
            #expect(try await desk.bench.story(of: id).last == "clock_breached")
            #expect(try await desk.send(.get, "/v1/cases")["items/0/with/who"]?.words == "coordinator")
        }
    }
}
