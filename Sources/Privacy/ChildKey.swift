public import Contracts
import Crypto
public import FoundationEssentials
public import SwiftProtobuf

/// A child's key, ready to seal with. Use it for the command at hand and let it go: a key that is kept would outlive its
/// own erasure.
public struct ChildKey: Sendable {
    /// Whose key it is.
    public let child: UUID
    private let key: SymmetricKey

    init(child: UUID, key: SymmetricKey) {
        self.child = child
        self.key = key
    }

    /// Seals a message for the child. The seal is bound to the child's id and to the type of the message, so a box can
    /// be neither handed to another child nor read as another type.
    ///
    /// - Throws: ``PrivacyError/unreadableMessage`` when the message cannot be encoded.
    public func seal(_ message: some Message) throws(PrivacyError) -> Sealed {
        let content: [UInt8]
        do {
            content = try message.serializedBytes()
        } catch {
            throw .unreadableMessage
        }
        var sealed = Sealed()
        sealed.childID = child.text
        sealed.box = Data(try Box.seal(content, with: key, bound: bound(to: type(of: message))))
        return sealed
    }

    /// Opens what was sealed with this key as a message of that type.
    func open<M: Message>(_ sealed: Sealed, as type: M.Type) throws(PrivacyError) -> M {
        guard let content = Box.open(sealed.box, with: key, bound: bound(to: type)) else { throw .brokenSeal }
        do {
            return try M(serializedBytes: content)
        } catch {
            throw .unreadableMessage
        }
    }

    private func bound<M: Message>(to type: M.Type) -> [UInt8] { child.octets + Array(type.protoMessageName.utf8) }
}

extension ChildKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Only what it is.
    public var description: String { "ChildKey" }
    /// Same as ``description``.
    public var debugDescription: String { description }
    /// Empty: `dump` shows no key.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A child's key as ``Keyring/makeKey(for:)`` made it, not stored yet.
public struct NewChildKey: Sendable {
    /// The key, ready to seal with.
    public let key: ChildKey
    let masterKeyID: String
    /// The key, sealed with that master key.
    let wrapped: [UInt8]

    /// Whose key it is.
    public var child: UUID { key.child }
}
