import Contracts
import EventFlow
import Foundation
import Inclusion
import ServiceTestSupport
import SwiftProtobuf
import Testing

@testable import Portal

@Suite("What localities are called", .timeLimit(.minutes(1)))
struct LocalityNameTests {
    private static let wychavon = "E07000238"

    private static func announced(_ names: (String, String)...) throws -> ReceivedEvent {
        let event = CaseEvent.countyAnnounced(
            .with {
                $0.label = "county/2"
                $0.localities = names.map { code, name in
                    .with { ($0.code, $0.name, $0.owner) = (code, name, "Who looks after \(name)") }
                }
            })
        return try .of(event, referral: UUID(), subject: UUID(), version: 1)
    }

    @Test("The portal calls them as they were announced last; those that are gone are there no more")
    func announced() async throws {
        try await RunningPortal.run { portal, bench in
            let before = try await portal.get("/", cookie: try await portal.signIn())
            #expect(before.text.contains("Your queue: Gloucester –"), "nothing was announced yet")
            try await bench.apply(try Self.announced((Samples.gloucester, "Glos")))
            try await bench.apply(
                try Self.announced((Samples.gloucester, "Gloucester City"), (Self.wychavon, "Wychavon")))
            let known = try await bench.reader.localities().all
            #expect(known.contains { $0.name == "Wychavon" && $0.owner == "Who looks after Wychavon" })
            #expect(known.contains { $0.name == "Not known where" }, "the named queues are always there")
            #expect(!known.contains { $0.name == "Tewkesbury" })
            let after = try await portal.get("/", cookie: try await portal.signIn())
            #expect(after.text.contains("Your queue: Gloucester City –"))
            let queue = try await portal.get("/", cookie: try await portal.signIn(Self.wychavon)).text
            #expect(queue.contains("Your queue") && queue.contains("Wychavon"))
        }
    }
}
