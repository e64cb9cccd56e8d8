import Crypto
import FoundationEssentials

/// AES-256-GCM as the hub writes it: nonce (12 bytes), ciphertext, tag (16 bytes), with a fresh random nonce each time.
enum Box {
    /// - Parameter bound: what the box is tied to. It is not in the box, but opening it needs the same again.
    static func seal(_ content: [UInt8], with key: SymmetricKey, bound: [UInt8]) throws(PrivacyError) -> [UInt8] {
        do {
            let sealed = try AES.GCM.seal(content, using: key, authenticating: bound)
            return Array(sealed.nonce) + sealed.ciphertext + sealed.tag
        } catch {
            throw .unreadableMessage
        }
    }

    /// The content; nil when anything about the box, its key or what it is bound to is not as it was.
    static func open(_ box: some DataProtocol, with key: SymmetricKey, bound: [UInt8]) -> [UInt8]? {
        guard let sealed = try? AES.GCM.SealedBox(combined: box),
            let content = try? AES.GCM.open(sealed, using: key, authenticating: bound)
        else { return nil }
        return Array(content)
    }
}

extension UUID {
    /// The sixteen bytes.
    var octets: [UInt8] { withUnsafeBytes(of: uuid) { Array($0) } }
}
