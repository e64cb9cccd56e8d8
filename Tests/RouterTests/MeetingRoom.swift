import Foundation
import Inclusion
import ServiceKit
import ServiceTestSupport

@testable import EventFlow
@testable import LocalityRouter

/// What the router's API says of forums and plans, with the sample county.
struct MeetingRoom: ServiceDesk {
    let bench: RouterBench
    let service: ServiceInProcess

    static let caller = ForumBench.identity(.coordinator)

    static func run(_ body: @Sendable (MeetingRoom) async throws -> Void) async throws {
        try await RouterBench.run { bench in
            try await bench.service { host, router in
                let (county, keyring) = (try ForumBench.county(), bench.keyring)
                CaseAPI(host: host, keyring: keyring, county: { county }).add(to: router)
                ListingAPI(host: host, clocks: { _ in .standard }).add(to: router)
                MeetingAPI(host: host, county: { county }).add(to: router)
                PapersAPI(host: host, keyring: keyring, county: { county }).add(to: router)
                ActionAPI(host: host, keyring: keyring, county: { county }).add(to: router)
                PlanAPI(host: host, keyring: keyring, county: { county }).add(to: router)
            } _: {
                try await body(MeetingRoom(bench: bench, service: $0))
            }
        }
    }
}
