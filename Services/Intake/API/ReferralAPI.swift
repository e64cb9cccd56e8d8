import Contracts
import EventFlow
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Inclusion
import Logging
import Postgres
import Privacy
import ServiceKit
import SwiftProtobuf

/// The door: an agency posts a referral, and looks after its own.
struct ReferralAPI: Sendable {
    private let host: ServiceHost
    private let register: ChildRegister
    let commit: SharedCommit

    init(host: ServiceHost, register: ChildRegister) {
        self.host = host
        self.register = register
        commit = SharedCommit(events: host.events, register: register)
    }

    func add(to router: HubRouter) {
        router.post("/v1/referrals", use: post)
        router.get("/v1/referrals/{id}", use: read)
    }

    private func post(_ request: Request, _ context: HubContext) async throws -> Response {
        let agency = try Self.agency(of: try context.identity)
        let body = try await JSONBody(request)
        let time = host.now()
        let submission = try Submission(body, from: agency, at: time, trace: context.trace)
        let response = try await commit.store(submission, for: Attempt(request, context, body: body.bytes))
        if response.headers[.idempotencyReplayed] == nil {
            host.logger.info("Referral accepted", metadata: ["referral": "\(submission.id.text)"])
        }
        return response
    }

    /// Who posts, as its token says. Which kind of agency it is decides who may ask for what.
    static func agency(of identity: Identity) throws(Problem) -> Agency {
        try identity.require(.agency)
        guard let kind = identity.agencyKind.flatMap(AgencyKind.init(code:)) else {
            throw .forbidden(
                code: "agency_kind_required",
                "Your token does not say which kind of agency you are, or says a kind the hub does not know. Whoever "
                    + "issued it sets the claim “agency_kind” to one of: \(AgencyKind.known.map(\.code).joined(separator: ", "))."
            )
        }
        return Agency.with {
            $0.id = identity.organisation
            $0.kind = kind
        }
    }

    private func read(_ request: Request, _ context: HubContext) async throws -> Response {
        let reading = ReferralReading(
            events: host.events, keyring: register.keyring, reader: try context.reader(as: .agency))
        let record = try await reading.record(try context.id())
        return .json(ReferralJSON.record(record), version: record.row.version)
    }
}
