import Crypto
import FoundationEssentials

/// The keys that wrap every child's key: the only secret the hub cannot do without, and the only one to be kept outside
/// its databases.
///
/// Written as `id:key[,id:key …]`, each key 32 random bytes in Base64. The first is current: new keys are wrapped with
/// it. The others are accepted, so that what was wrapped with them still opens.
///
/// **Rotation.** Put a new key in front, restart, run ``Keyring/rewrap(batch:)`` until it answers 0, then drop the old
/// one.
///
/// **The index key.** Blind indexes need one key that does not change when the current one does, else an identifier
/// stored last year would no longer be found. An entry with the id `index` serves only for that; without one, the last
/// entry serves. So putting a new key in front changes no index. Changing the `index` entry — or, without one, dropping
/// the last — changes all of them: indexes stored before have to be computed again from the opened details.
public struct MasterKeys: Sendable {
    /// The id of the entry that serves only for blind indexes.
    public static let indexID = "index"

    let current: MasterKey
    private let byID: [String: MasterKey]
    let indexKey: SymmetricKey

    /// Reads a configuration.
    ///
    /// - Throws: ``PrivacyError/masterKeys(_:)``, which says what is wrong with which entry, without repeating it.
    public init(_ configuration: String) throws(PrivacyError) {
        var wrapping: [MasterKey] = []
        var index: SymmetricKey?
        var ids: Set<String> = []
        let entries = configuration.split(separator: ",", omittingEmptySubsequences: false)
        for (place, entry) in zip(1..., entries) where entries.count > 1 || !entry.allSatisfy(\.isWhitespace) {
            let key = try MasterKey(entry: entry, place: place)
            guard ids.insert(key.id).inserted else { throw .masterKeys(.repeatedID(place)) }
            if key.id == Self.indexID {
                index = key.key
            } else {
                wrapping.append(key)
            }
        }
        guard let first = wrapping.first, let last = wrapping.last else { throw .masterKeys(.none) }
        current = first
        byID = Dictionary(wrapping.map { ($0.id, $0) }) { first, _ in first }
        // The label, not the id, goes into the derivation: renaming an entry changes no index.
        indexKey = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: index ?? last.key, info: Data("referralhub blind index 1".utf8), outputByteCount: 32)
    }

    /// The key of that id.
    func key(_ id: String) throws(PrivacyError) -> MasterKey {
        guard let key = byID[id] else { throw .masterKeyMissing(id: id) }
        return key
    }

    /// The id of the key that new keys are wrapped with.
    public var currentID: String { current.id }
}

extension MasterKeys: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The current key's id only.
    public var description: String { "MasterKeys(current: \(current.id))" }
    /// Same as ``description``.
    public var debugDescription: String { description }
    /// Empty: `dump` shows no key.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// One master key.
struct MasterKey: Sendable {
    let id: String
    let key: SymmetricKey

    init(entry: Substring, place: Int) throws(PrivacyError) {
        guard let colon = entry.firstIndex(of: ":") else { throw .masterKeys(.notAnEntry(place)) }
        let id = trimmed(entry[..<colon])
        let isPlain = id.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard isPlain, 1...40 ~= id.utf8.count else { throw .masterKeys(.badID(place)) }
        guard let bytes = Data(base64Encoded: String(trimmed(entry[entry.index(after: colon)...]))) else {
            throw .masterKeys(.notBase64(place))
        }
        guard bytes.count == 32 else { throw .masterKeys(.wrongLength(place)) }
        self.id = String(id)
        key = SymmetricKey(data: bytes)
    }

    /// A child's key, sealed for that child with this key.
    func wrap(_ key: SymmetricKey, for child: UUID) throws(PrivacyError) -> [UInt8] {
        let bytes = key.withUnsafeBytes { Array($0) }
        return try Box.seal(bytes, with: self.key, bound: bound(to: child))
    }

    /// The child's key again.
    func unwrap(_ wrapped: [UInt8], for child: UUID) throws(PrivacyError) -> SymmetricKey {
        guard let bytes = Box.open(wrapped, with: key, bound: bound(to: child)), bytes.count == 32 else {
            throw .brokenKey(masterKeyID: id)
        }
        return SymmetricKey(data: bytes)
    }

    private func bound(to child: UUID) -> [UInt8] { child.octets + Array(id.utf8) }
}

private func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
}
