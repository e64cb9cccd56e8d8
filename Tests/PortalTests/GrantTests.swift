import Foundation
import ServiceKit
import Testing

@testable import Portal

@Suite("What somebody was given, and what an issuer says of them")
struct GrantTests {
    private let grant = AccessGrant(
        id: UUID(), subject: "s-1", name: "Sam", organisation: "authority-1", agencyKind: nil,
        roles: [.coordinator, .forumMember], localities: ["E07000078", "E07000081"])

    private func person(_ claims: JSON) throws(GrantConflict) -> Person {
        try grant.person(claims, of: StubIssuer.entry)
    }

    @Test("An issuer that says nothing leaves what was given")
    func silent() throws {
        let person = try person(["roles": [], "localities": "", "other": ["x"]])
        #expect(person.roles == grant.roles && person.localities == grant.localities)
        #expect(person.displayName == "Sam" && person.organisation == "authority-1")
    }

    @Test("What an issuer says makes it less, never more")
    func less() throws {
        let person = try person([
            "org": "authority-1", "roles": ["SLInC", "Everybody"], "localities": ["E07000081", "E07000099"],
            "name": "Sam Specimen",
        ])
        #expect(person.roles == [.coordinator] && person.localities == ["E07000081"])
        #expect(person.displayName == "Sam Specimen" && person.subject == "s-1")
        #expect(try self.person(["roles": "Members"]).roles == [.forumMember])
    }

    @Test("What does not fit lets nobody in")
    func conflicts() {
        #expect(throws: GrantConflict.organisation) { try person(["org": "authority-2"]) }
        #expect(throws: GrantConflict.organisation) { try person(["org": ["authority-1", "authority-2"]]) }
        #expect(throws: GrantConflict.roles) { try person(["roles": ["Everybody"]]) }
        let localities = try? person(["localities": ["E07000099"]]).localities
        #expect(localities == [])
    }
}

@Suite("The file of issuers")
struct IssuersFileTests {
    private func issuers(_ text: String) throws(ConfigurationError) -> [Issuer] {
        try SignInSettings.issuers(json: Array(text.utf8)) { $0 == "there.secret" ? Data("s3cret\n".utf8) : nil }
    }

    @Test("Says with whom people sign in")
    func good() throws {
        let issuer = try #require(
            try issuers(
                """
                [{"issuer": "https://login.example.org", "name": "County account", "client_id": "hub",
                  "client_secret_file": "there.secret", "scopes": ["profile"], "claims": {"roles": "groups"},
                  "roles": {"SLInC": "coordinator"}}]
                """
            ).first)
        #expect(issuer.clientSecret == "s3cret" && issuer.scopes == ["openid", "profile"])
        #expect(issuer.claims.roles == "groups" && issuer.claims.organisation == nil)
        #expect(issuer.roles == ["SLInC": .coordinator] && issuer.key.count == 11)
    }

    @Test("Everything that is wrong is found at once, and no secret repeated")
    func bad() throws {
        let error = try #require(throws: ConfigurationError.self) {
            try issuers(
                """
                [{"issuer": "http://login.example.org", "name": "", "client_id": "hub", "claims": {"rols": "x"},
                  "client_secret_file": "away.secret", "roles": {"A": "wizard"}, "colour": "red"},
                 {"issuer": "https://a.example", "name": "A", "client_id": "hub", "claims": {}},
                 {"issuer": "https://a.example", "name": "B", "client_id": "hub", "claims": {}}]
                """)
        }
        let words = error.problems.map(\.words)
        for place in [
            "/0/issuer", "/0/name", "/0/client_secret_file", "/0/roles/A", "/0/colour", "/0/claims/rols", "/2/issuer",
        ] { #expect(words.contains { $0.hasPrefix("at \(place): ") }, "\(place)") }
        #expect(words.count == 7 && error.problems.allSatisfy { $0.key == "portal.issuers" })
        for text in ["", "{", "{}", "[]", "[1]"] { #expect(throws: ConfigurationError.self) { try issuers(text) } }
    }

    @Test(
        "Addresses that are safe",
        arguments: [
            ("https://a.example", true), ("http://127.0.0.1:9400", true), ("http://localhost/x", true),
            ("http://[::1]:1", true), ("http://a.example", false), ("http://127.0.0.1.evil.example", false),
            ("https://", false), ("https://user@a.example", false), ("javascript:alert(1)", false), ("", false),
        ])
    func addresses(text: String, isSafe: Bool) {
        #expect(SafeAddress.isSafe(text) == isSafe)
    }
}
