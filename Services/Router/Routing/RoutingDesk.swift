import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Logging
import Postgres
import Privacy
import RoutingData
import SwiftProtobuf

/// Routes referrals by what counts now: the activated rules, the county's data, and the directory of postcodes.
struct RoutingDesk: Sendable {
    private let keyring: Keyring
    private let active: ActiveBasis
    private let directory = PostcodeDirectory()
    /// Raised when other rules or another county count than before, as soon as anybody has looked.
    let changed: Signal

    init(keyring: Keyring, logger: Logger) {
        self.keyring = keyring
        let changed = Signal()
        self.changed = changed
        active = ActiveBasis { basis in
            logger.info(
                "Referrals are routed by",
                metadata: ["rules": "\(basis.rules.label)", "county": "\(basis.county.label)"])
            changed.raise()
        }
    }

    /// The county's data that count now.
    func county(in sql: some PostgresSession) async throws -> County {
        try await active.basis(try await sql.pipeline(ActiveBasis.questions)[...], in: sql).county
    }

    /// The clocks by the county's calendars that count now.
    func clocks(in sql: some PostgresSession) async throws -> Clocks { Clocks(try await county(in: sql)) }

    /// Where a referral that has arrived goes, and the county by whose calendars it is worked.
    func route(
        _ referral: ReferralSubmitted, _ id: UUID, in sql: some PostgresSession
    ) async throws -> (Routing, County) {
        let postcodes = try await postcodes(in: referral.details, of: id)
        // When the child's key has been erased meanwhile, the case goes to the queue for what is not known.
        let (basis, findings) = try await look(up: postcodes ?? ["", ""], in: sql)
        let routing = ReferralRouter.route(
            referral, home: findings[0], school: findings[1], rules: basis.rules, in: basis.county)
        return (routing, basis.county)
    }

    /// Where a case goes after the referral it rests on was amended.
    /// - Parameter changed: JSON pointers of what was.
    func route(again file: CaseFile, changed: [String], in sql: some PostgresSession) async throws -> Routing {
        var postcodes: [String]?
        // The details are opened, which leaves a trace, only when an address can have changed.
        if changed.contains(where: Self.isAddress), let id = UUID(uuidString: file.lead.id) {
            postcodes = try await self.postcodes(in: file.lead.details, of: id)
        }
        return try await route(file, postcodes: postcodes, in: sql)
    }

    /// By the facts the case rests on.
    /// - Parameter postcodes: the home's and the school's; `nil`: as they were found before.
    private func route(
        _ file: CaseFile, postcodes: [String]?, in sql: some PostgresSession
    ) async throws -> Routing {
        let (basis, found) = try await look(up: postcodes ?? [], in: sql)
        let before = ["home_postcode", "school_postcode"].map {
            PostcodeFinding(word: file.routing.facts[$0] ?? "", at: file.location)
        }
        let findings = postcodes == nil ? before : found
        return ReferralRouter.route(
            facts: file.lead.facts, agency: file.lead.agency.kind, apKind: file.lead.apKind, home: findings[0],
            school: findings[1], rules: basis.rules, in: basis.county)
    }

    /// Where a case goes once the referral it rested on has left, by the facts of the one it rests on now. Where that one
    /// gives no address, it is the child's that was known before.
    func route(byNewLead file: CaseFile, in sql: some PostgresSession) async throws -> Routing {
        var postcodes: [String]?
        if let id = UUID(uuidString: file.lead.id) {
            postcodes = try await self.postcodes(in: file.lead.details, of: id)
        }
        let isKnown = postcodes?.contains { !$0.isEmpty } ?? false
        return try await route(file, postcodes: isKnown ? postcodes : nil, in: sql)
    }

    private static func isAddress(_ pointer: String) -> Bool {
        pointer == "/child" || pointer.hasPrefix("/child/home_postcode") || pointer.hasPrefix("/child/school")
    }

    /// The home's and the school's, from the sealed block; `nil` when the child's key has been erased.
    private func postcodes(in details: Sealed, of referral: UUID) async throws -> [String]? {
        do {
            let child = try await keyring.open(
                details, as: ReferralDetails.self,
                by: .service("locality-router", traceID: TraceContext.current?.traceID), purpose: .routing,
                referral: referral
            ).child
            return [child.homePostcode, child.schoolPostcode]
        } catch PrivacyError.erased {
            return nil
        }
    }

    /// What counts, and what the directory says, in one round trip unless either has changed.
    private func look(
        up postcodes: [String], in sql: some PostgresSession
    ) async throws -> (RoutingBasis, [PostcodeFinding]) {
        let answers = try await sql.pipeline([PostcodeDirectory.edition] + ActiveBasis.questions)
        let basis = try await active.basis(answers.dropFirst(), in: sql)
        return (basis, try await directory.find(postcodes, edition: answers[0], in: sql))
    }
}
