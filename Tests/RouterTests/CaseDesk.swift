import Contracts
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import ServiceKit
import ServiceTestSupport
import Testing

@testable import EventFlow
@testable import LocalityRouter

/// The router's whole API, and hands to open a case and move it.
struct CaseDesk: ServiceDesk {
    let bench: RouterBench
    let service: ServiceInProcess

    /// Where a case comes whose child lives nobody knows where.
    static let here = "unrouted"
    static let caller = Identity.someone(.coordinator, localities: [here])
    static let stroud = Identity.someone(.coordinator, subject: "coordinator-2", localities: ["E07000082"])
    static let school = Identity.someone(.agency, subject: "senco")

    static func run(_ body: @Sendable (CaseDesk) async throws -> Void) async throws {
        try await RouterBench.run { bench in
            try await bench.service(routes: { try LocalityRouter.parts($0).routes($1) }) { service in
                try await body(CaseDesk(bench: bench, service: service))
            }
        }
    }

    /// A new case about that child, as the reaction opens it: nobody knows yet where the child lives.
    func open(about child: UUID = UUID()) async throws -> (id: UUID, referral: UUID) {
        let referral = UUID()
        try await bench.apply(try await bench.submitted(referral, about: child), of: referral)
        return (try await bench.caseID(of: referral), referral)
    }

    /// Makes a move with the version the case has now.
    @discardableResult
    func move(_ id: UUID, _ path: String, _ body: JSON? = nil, as identity: Identity = caller) async throws -> Reply {
        let version = try await bench.store.read(CaseFile.self, id).version
        return try await send(.post, "/v1/cases/\(id.text)/\(path)", body, as: identity, match: Int(version))
    }

    /// Makes moves that must all be possible.
    func make(_ id: UUID, _ moves: (String, JSON?)...) async throws {
        for (path, body) in moves {
            let reply = try await move(id, path, body)
            #expect(reply.status == 200, "\(path): \(reply.errors)")
        }
    }

    /// What the case has come to by its events, oldest first, without what it began with.
    func story(_ id: UUID) async throws -> [String] { Array(try await bench.story(of: id).dropFirst()) }
}
