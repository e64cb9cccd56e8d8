import Contracts
import Foundation
import HTTPTypes
import Inclusion
import ServiceKit
import Testing

@testable import ReferralIntake

/// What the API's document gives as examples is what the service takes.
@Suite("Examples of the document", .timeLimit(.minutes(1)))
struct DocumentExampleTests {
    @Test("For every kind of agency there is a body, and the service takes it from that kind of agency")
    func bodies() async throws {
        try await AgencyDesk.run { desk in
            let document = try JSONBody(bytes: Array(OpenAPIDocument.json.utf8)).tree
            for kind in AgencyKind.known.map(\.code) {
                let path = "requestBody content application/json examples \(kind) $ref"
                let operation = ["paths", "/v1/referrals", "post"] + path.split(separator: " ").map(String.init)
                let name = try #require(document.at(operation)?.words?.split(separator: "/").last, "\(kind)")
                let body = try #require(document.at(["components", "examples", String(name), "value"]))
                let agency = AgencyDesk.Person(organisation: "agency-\(kind)", subject: "system", kind: kind)
                let reply = try await desk.send(.post, "/v1/referrals", body, as: agency)
                #expect(reply.status == 201, "\(kind): \(reply.body)")
            }
        }
    }
}

extension JSON {
    /// A value inside, by names that may have slashes.
    fileprivate func at(_ names: [String]) -> JSON? {
        names.reduce(self) { value, name in
            if case .object(let members) = value { members.first { $0.name == name }?.value } else { nil }
        }
    }
}
