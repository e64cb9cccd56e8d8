import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Logging
import Postgres
import Privacy
import SwiftProtobuf

/// A referral arrives: find where it belongs, and open its case in that queue.
struct ReferralReaction: Reaction {
    let now: @Sendable () -> Date
    let keyring: Keyring
    let logger: Logger

    let name = "open-cases"
    let topics = [Topic.referrals]

    func react(to event: ReceivedEvent, in transaction: EventTransaction) async throws {
        guard case .submitted(let referral) = try event.decode(ReferralEvent.self) else { return }
        let postcodes = try await postcodes(of: referral, event)
        let routing = ReferralRouter.route(
            referral, home: try await find(postcodes.home, in: transaction.sql),
            school: try await find(postcodes.school, in: transaction.sql))
        let time = now()
        let caseID = UUID.v7(at: time)
        let loaded = Loaded<CaseFile>.none
        let events = try CaseFile.decide(
            nil, .open(OpenCase(caseID: caseID, referral: referral, routing: routing)), now: time)
        _ = try await CaseRow.commit(events, to: caseID, loaded, at: time, in: transaction)
        logger.info(
            "Case opened",
            metadata: [
                "case": "\(caseID.text)", "referral": "\(event.key.text)",
                "locality": "\(routing.locality.code)", "forum": "\(routing.forum.code)",
            ])
    }

    /// The postcodes lie in the sealed block. When the child's key has been erased meanwhile, there are none any
    /// more, and the case goes to the queue for that.
    private func postcodes(
        of referral: ReferralSubmitted, _ event: ReceivedEvent
    ) async throws -> (home: String, school: String) {
        do {
            let details = try await keyring.open(
                referral.details, as: ReferralDetails.self,
                by: .service("locality-router", traceID: TraceContext.current?.traceID), purpose: "routing",
                referral: event.key)
            return (details.child.homePostcode, details.child.schoolPostcode)
        } catch PrivacyError.erased {
            return ("", "")
        }
    }

    private func find(_ postcode: String, in sql: some PostgresSession) async throws -> PostcodeFinding {
        guard !postcode.isEmpty else { return .notGiven }
        let rows = try await sql.query(
            "select district, easting, northing from postcode where postcode = \(postcode.filter { $0 != " " })"
        ).decode(String.self, Int32.self, Int32.self)
        guard let (district, easting, northing) = rows.first else { return .notFound }
        let location = CoarseLocation.with {
            $0.eastingKm = easting / 1000
            $0.northingKm = northing / 1000
        }
        return .found(PostcodePlace(district: district, location: location))
    }
}
