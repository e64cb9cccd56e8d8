public import FoundationEssentials

/// A key that is kept beside what it seals, wrapped, because that belongs to no child yet: who deletes the one deletes
/// the other.
///
/// ``Keyring/rewrap(batch:)`` does not know of it. A master key has to stay configured for as long as such keys are kept.
public struct KeptKey: Sendable {
    /// What it belongs to, where a child's id would be.
    public let owner: UUID
    /// The master key that wraps it.
    public let masterKeyID: String
    /// The key, sealed with that master key.
    public let wrapped: [UInt8]

    /// From its parts, as they were kept.
    public init(owner: UUID, masterKeyID: String, wrapped: [UInt8]) {
        self.owner = owner
        self.masterKeyID = masterKeyID
        self.wrapped = wrapped
    }
}

extension NewChildKey {
    /// The key as it is kept beside what it seals, instead of in the keyring.
    public var kept: KeptKey { KeptKey(owner: child, masterKeyID: masterKeyID, wrapped: wrapped) }
}
