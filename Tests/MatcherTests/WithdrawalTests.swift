import Contracts
import EventFlow
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import ServiceKit
import SwiftProtobuf
import Testing

@testable import PlacementMatcher

@Suite("A search is given up", .timeLimit(.minutes(1)))
struct WithdrawalTests {
    /// A case that was decided for alternative provision and put to the only provider.
    private func asked(_ bench: MatcherBench) async throws -> (file: UUID, referral: UUID, request: PlacementRequest) {
        try await bench.load(MatcherBench.file(MatcherBench.entry(places: 5)))
        let (file, referral, id) = (UUID(), UUID(), UUID())
        let decision = MatcherBench.decision { ($0.caseID, $0.referralID) = (file.text, referral.text) }
        try await bench.apply(.apPlacementDecided(decision), id: id, referral: referral, of: file)
        return (file, referral, try await bench.ask(try await bench.current(id), MatcherBench.first))
    }

    @Test(
        "When the case is closed, decided otherwise, may not be shared, or has lost the referral it rests on",
        arguments: [
            (CaseEvent.closed(.init()), "case_closed"), (.decided(.with { $0.closes = true }), "case_closed"),
            (.sharingChanged(.with { $0.allowed = false }), "sharing_stopped"),
            (.referralLeft(.with { $0.searchEnds = true }), "referral_left"),
        ])
    func withdrawn(event: CaseEvent, reason: String) async throws {
        try await MatcherBench.run { bench in
            let (file, referral, request) = try await asked(bench)
            let offer = try #require(request.openOffer)
            for _ in 0..<2 { try await bench.apply(event, referral: referral, of: file) }
            #expect(
                try await bench.story(of: request.id) == ["requested", "shortlisted", "offered", "withdrawn"])
            let payload = try await bench.store.pool.query(
                "select payload from event_log where subject = \(request.id) and version = 4"
            ).decodeFirst([UInt8].self)
            guard case .withdrawn(let withdrawn) = try PlacementEvent(kind: .withdrawn, bytes: payload ?? []) else {
                return
            }
            #expect(withdrawn.reason == reason && withdrawn.offerID == offer.id)
            #expect(withdrawn.providerID == MatcherBench.provider && withdrawn.caseID == file.text)
            let row = try await bench.store.pool.query("\(fragment: OfferRow.selection)").map(OfferRow.init).first
            #expect(row?.state == "withdrawn" && row?.answeredAt == nil)
            #expect(
                try await bench.number("select count(*) from placement_request where state = 'withdrawn'") == 1)
            do {
                _ = try await bench.accept(offer.id)
                Issue.record("accepted although withdrawn")
            } catch let problem as Problem {
                #expect(problem.status == .conflict)
            }
            #expect(try await bench.places(of: MatcherBench.first) == [5, 0, 0])
        }
    }

    @Test("A place that was taken stays taken, and other cases go on")
    func accepted() async throws {
        try await MatcherBench.run { bench in
            let (file, referral, request) = try await asked(bench)
            let other = try await asked(bench)
            _ = try await bench.accept(try #require(request.openOffer).id)
            let placed = CaseEvent.closed(.with { ($0.outcome, $0.closedBy) = ("placed", "coordinator-1") })
            for event in [placed, .closed(.init())] { try await bench.apply(event, referral: referral, of: file) }
            #expect(try await bench.current(try #require(UUID(uuidString: request.id))).state == .accepted)
            #expect(try await bench.current(try #require(UUID(uuidString: other.request.id))).state == .offered)
        }
    }

    @Test("A search whose case went to another locality is seen there, and there alone; the search itself goes on")
    func moved() async throws {
        try await MatcherBench.run { bench in
            let (file, referral, request) = try await asked(bench)
            _ = try await asked(bench)
            func seen(in locality: String) async throws -> [String] {
                try await bench.store.pool.query(
                    "\(fragment: PlacementRequestRow.selection) where \(fragment: MovedCases.isIn([locality]))"
                ).map(PlacementRequestRow.init).map { "\($0.id == UUID(uuidString: request.id)) \($0.locality)" }
                    .sorted()
            }
            let here = request.locality
            #expect(try await seen(in: here) == ["false \(here)", "true \(here)"])
            let moves = [("E07000082", 4), ("E07000083", 6), ("E07000079", 5)] as [(String, Int64)]
            for (locality, version) in moves {
                let rerouted = CaseEvent.rerouted(.with { $0.locality = locality })
                try await bench.apply(rerouted, referral: referral, of: file, version: version)
            }
            #expect(try await seen(in: here) == ["false \(here)"])
            #expect(try await seen(in: "E07000083") == ["true E07000083"], "the latest, whichever was read last")
            #expect(try await seen(in: "E07000079") == [])
            #expect(try await bench.current(try #require(UUID(uuidString: request.id))).state == .offered)
        }
    }

    @Test(
        "A decision that keeps the case open, sharing that is allowed again, and another referral's end give up nothing"
    )
    func goesOn() async throws {
        try await MatcherBench.run { bench in
            let (file, referral, request) = try await asked(bench)
            for event in [
                CaseEvent.decided(.init()), .sharingChanged(.with { $0.allowed = true }), .listed(.init()),
                .referralLeft(.init()),
            ] {
                try await bench.apply(event, referral: referral, of: file)
            }
            #expect(try await bench.current(try #require(UUID(uuidString: request.id))).state == .offered)
        }
    }
}
