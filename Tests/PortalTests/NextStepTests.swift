import Contracts
import EventFlow
import Foundation
import Inclusion
import ServiceTestSupport
import SwiftProtobuf
import Testing

@testable import Portal

@Suite("Who has the next step, and by when", .timeLimit(.minutes(1)))
struct NextStepTests {
    private static func clock(_ kind: String, _ holder: String, due: String, breached: Bool = false) -> CaseClock {
        .with {
            ($0.kind, $0.with, $0.startedAt, $0.dueAt, $0.breached) = (
                kind, holder, "2026-11-23T10:00:00Z", due, breached
            )
        }
    }

    @Test("The queue knows what the case's clocks say, from event to event, and what no event changes stays")
    func folded() async throws {
        try await PortalBench.run { bench in
            let (id, referral) = (UUID(), UUID())
            let acknowledge = Self.clock("acknowledge", "coordinator", due: "2026-11-24T10:00:00Z")
            let triage = Self.clock("triage", "coordinator", due: "2026-11-30T10:00:00Z")
            let forum = Self.clock("forum", "forum", due: "2026-12-03T17:00:00Z")
            let late = Self.clock("forum", "coordinator", due: "2026-12-03T17:00:00Z", breached: true)
            let told: [(CaseEvent, String)] = [
                (Samples.opened(case: id).setting(clocks: [acknowledge, triage]), "coordinator 2026-11-24T10:00:00Z"),
                (Samples.acknowledged.setting(clocks: [triage]), "coordinator 2026-11-30T10:00:00Z"),
                (.levelChanged(.with { $0.toLevel = 2 }), "coordinator 2026-11-30T10:00:00Z"),
                (Samples.listed.setting(clocks: [forum]), "forum 2026-12-03T17:00:00Z"),
                (CaseEvent.clockBreached(.init()).setting(clocks: [late]), "coordinator 2026-12-03T17:00:00Z"),
                (Samples.closed.setting(clocks: []), "nobody never"),
            ]
            for (version, (event, expected)) in told.enumerated() {
                try await bench.apply(.of(event, referral: referral, subject: id, version: Int64(version) + 1))
                let file = try await bench.item(referral)?.file
                let due = file?.dueAt.map { RFC3339.text($0) } ?? "never"
                #expect("\(file?.with?.code ?? "nobody") \(due)" == expected, "\(event.type)")
            }
        }
    }

    @Test("The page says who has it, by when, and how late that is")
    func shown() async throws {
        try await RunningPortal.run { portal, bench in
            let (id, referral) = (UUID(), UUID())
            let clock = Self.clock("forum", "forum", due: "2026-11-23T17:00:00Z")
            for (version, event) in [
                Samples.opened(case: id), Samples.acknowledged, Samples.listed.setting(clocks: [clock]),
            ].enumerated() {
                try await bench.apply(.of(event, referral: referral, subject: id, version: Int64(version) + 1))
            }
            let page = try await portal.get("/", cookie: try await portal.signIn()).text
            #expect(page.contains("With: The forum that meets about it"))
            #expect(page.contains("Due by <time datetime=\"2026-11-23T17:00:00Z\">23 November 2026 at 5:00pm</time>"))
        }
    }
}
