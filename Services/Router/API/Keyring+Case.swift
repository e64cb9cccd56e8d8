import FoundationEssentials
import Inclusion
import Privacy

extension Keyring {
    /// One reading of what is sealed in a case.
    /// - Parameter referrals: those it touches, each with a line in the access log; `nil`: all that may still be read, and
    ///   the one the case was opened for.
    /// - Returns: `nil` when the child's key has been erased: then there is nothing to be read any more.
    func reading(
        of file: CaseFile, by reader: Reader, purpose: ReadingPurpose, referrals: [String]? = nil
    ) async throws -> ChildReading? {
        guard let child = UUID(uuidString: file.childID) else { throw PrivacyError.brokenSeal }
        let read =
            referrals ?? file.referrals.filter { $0.id == file.referralID || $0.left != .enteredInError }.map(\.id)
        do {
            return try await reading(
                of: child, by: reader, purpose: purpose, referrals: read.compactMap(UUID.init(uuidString:)))
        } catch PrivacyError.erased {
            return nil
        }
    }
}
