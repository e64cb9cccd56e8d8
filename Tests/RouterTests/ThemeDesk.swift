import Foundation
import Postgres
import ServiceKit
import ServiceTestSupport

@testable import EventFlow
@testable import LocalityRouter

/// What themes are read and written by, and a hand to tell of cases.
struct ThemeDesk: ServiceDesk {
    let bench: RouterBench
    let service: ServiceInProcess

    /// 11 January 2027: the autumn term has ended.
    static let now = Date(timeIntervalSince1970: 1_799_661_600)

    static let caller = somebody(.coordinator)
    static let board = somebody(.board)
    static let stroud = somebody(.coordinator, of: ["E07000082"])

    /// Somebody with that role in Gloucester, or in what is said.
    static func somebody(_ role: Role, of localities: Set<String> = ["E07000081"]) -> Identity {
        .someone(role, localities: localities)
    }

    static func run(_ body: @Sendable (ThemeDesk) async throws -> Void) async throws {
        try await RouterBench.run { bench in
            try await bench.service(at: now) { host, router in
                let county: CountyNow = {
                    try await bench.pool.withConnection { try await bench.desks[0].county(in: $0) }
                }
                ThemesAPI(host: host, county: county).add(to: router)
                ThemeActionAPI(host: host, county: county).add(to: router)
            } _: {
                try await body(ThemeDesk(bench: bench, service: $0))
            }
        }
    }

    func apply(_ events: [ReceivedEvent]) async throws {
        try await bench.store.transaction { try await ThemeFacts(desk: bench.desks[0]).apply(events, in: $0) }
    }
}
