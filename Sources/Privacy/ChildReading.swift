public import Contracts
public import SwiftProtobuf

/// One reading of what is kept about a child: as many sealed messages as belong to it, with the lines in the access log that
/// ``Keyring/reading(of:by:purpose:referrals:)`` left. Let it go when the answer is made: a key that is kept would outlive
/// its own erasure.
public struct ChildReading: Sendable {
    private let key: ChildKey

    init(_ key: ChildKey) { self.key = key }

    /// - Throws: ``PrivacyError/brokenSeal`` when the box was altered, is another child's, or is not what it is taken for.
    public func open<M: Message>(_ sealed: Sealed, as type: M.Type) throws(PrivacyError) -> M {
        try key.open(sealed, as: type)
    }
}
