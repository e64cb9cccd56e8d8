import Contracts
import FoundationEssentials
import Inclusion
import Privacy

/// What is sealed in an action, opened for one reader; every opening is in the access log. What was sealed with a key that
/// is gone is left out.
struct OpenedAction: Sendable {
    let what: String?
    let words: String?

    init(_ action: CaseAction, with keyring: Keyring, by reader: Reader) async throws {
        func open(_ sealed: Sealed) async throws -> String? {
            do {
                return try await keyring.open(
                    sealed, as: Words.self, by: reader, purpose: "read_action",
                    referral: UUID(uuidString: action.agreed.referralID)
                ).words
            } catch PrivacyError.erased {
                return nil
            }
        }
        what = try await open(action.agreed.what)
        if let done = action.done, done.hasWords { words = try await open(done.words) } else { words = nil }
    }
}
