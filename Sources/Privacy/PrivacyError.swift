/// Why something could not be sealed or opened. Never holds a key, a detail or the id of a child.
public enum PrivacyError: Error, Sendable, Equatable {
    /// The child's key was erased: what was sealed with it is unreadable for ever, and nothing new can be sealed.
    case erased
    /// No key was ever made for this child.
    case noKey
    /// The seal is broken: the box was altered, belongs to another child or holds another type of message.
    case brokenSeal
    /// What is in the box is not the message it claims to be, or what should be sealed cannot be encoded.
    case unreadableMessage
    /// The child's key is wrapped with a master key this process was not given.
    case masterKeyMissing(id: String)
    /// The child's wrapped key does not open with the master key of that id: another key has the same id, or the row was
    /// altered.
    case brokenKey(masterKeyID: String)
    /// The configuration of master keys cannot be used.
    case masterKeys(MasterKeyFault)

    /// A stable word for it.
    public var code: String {
        switch self {
        case .erased: "erased"
        case .noKey: "no_key"
        case .brokenSeal: "broken_seal"
        case .unreadableMessage: "unreadable_message"
        case .masterKeyMissing: "master_key_missing"
        case .brokenKey: "broken_key"
        case .masterKeys: "master_keys"
        }
    }

    /// What it means for whoever asked.
    public var consequence: Consequence {
        switch self {
        case .erased: .gone
        case .noKey, .brokenSeal, .unreadableMessage: .fault
        case .masterKeyMissing, .brokenKey, .masterKeys: .misconfigured
        }
    }

    /// What an error means for the caller. Trying the same again helps with none of them.
    public enum Consequence: Sendable, Equatable {
        /// Meant to be so: say that the details were erased (HTTP 410, or leave the details out), and log nothing.
        case gone
        /// The data are not what they should be: a fault for somebody to look into (HTTP 500, logged as an error; a
        /// dead letter when it came from a topic).
        case fault
        /// The service was set up wrongly and can do nothing until an operator puts it right (HTTP 503, logged as
        /// critical).
        case misconfigured
    }
}

extension PrivacyError: CustomStringConvertible {
    /// Words for an operator. Safe to log.
    public var description: String {
        switch self {
        case .erased:
            "The child's key was erased; the details cannot be read any more."
        case .noKey:
            "There is no key for this child."
        case .brokenSeal:
            "The seal is broken: altered, or made for another child or another type of message."
        case .unreadableMessage:
            "The content is not the message it claims to be."
        case .masterKeyMissing(let id):
            "The child's key is wrapped with master key “\(id)”, which is not among privacy.master.keys."
        case .brokenKey(let id):
            "The child's wrapped key does not open with master key “\(id)”: another key of this id, or an altered row."
        case .masterKeys(let fault):
            "privacy.master.keys cannot be used: \(fault)"
        }
    }
}

/// What is wrong with a configuration of master keys. Names the entry by its place, never by what it says.
public enum MasterKeyFault: Sendable, Equatable, CustomStringConvertible {
    /// There is no entry that could wrap a child's key.
    case none
    /// The entry, counted from 1, is not `id:key`.
    case notAnEntry(Int)
    /// The entry's id is not 1 to 40 letters, digits, `.`, `_` or `-`.
    case badID(Int)
    /// The entry's key is not Base64.
    case notBase64(Int)
    /// The entry's key is not 32 bytes long.
    case wrongLength(Int)
    /// An entry before it has the same id.
    case repeatedID(Int)

    /// Words for an operator. Safe to log.
    public var description: String {
        switch self {
        case .none: "there is no key in it (expected id:key[,id:key], each key 32 bytes in Base64)"
        case .notAnEntry(let place): "entry \(place) is not id:key"
        case .badID(let place): "the id of entry \(place) is not 1 to 40 letters, digits, “.”, “_” or “-”"
        case .notBase64(let place): "the key of entry \(place) is not Base64"
        case .wrongLength(let place): "the key of entry \(place) is not 32 bytes long"
        case .repeatedID(let place): "the id of entry \(place) was used before"
        }
    }
}
