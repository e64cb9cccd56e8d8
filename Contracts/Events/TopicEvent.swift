public import SwiftProtobuf

/// An event of one topic: the closed list of what its writer may say, with the wire form of each.
///
/// `Kind` is the CloudEvents type, which carries the major version: a breaking change is a new kind beside
/// the old one, never another meaning for the same name.
public protocol TopicEvent: Sendable, Equatable {
    associatedtype Kind: RawRepresentable<String> & CaseIterable & Sendable & Hashable

    static var topic: Topic { get }

    /// The kind, and the protobuf message that is its payload.
    var body: (kind: Kind, message: any SwiftProtobuf.Message) { get }

    /// Reads the payload of a known kind. Throws what SwiftProtobuf throws for bytes that are no such message.
    init(kind: Kind, bytes: [UInt8]) throws
}

/// Why an event could not be read or written.
public enum ContractError: Error, Equatable {
    /// No kind of this topic has that name.
    case unknownType(String)
    /// The bytes are not the message its type promises.
    case undecodable(type: String)
    /// A message that cannot be serialised (a required field of a foreign message is missing).
    case unencodable(type: String)
}

extension TopicEvent {
    /// The CloudEvents type, such as `referralhub.cases.opened.v1`.
    public var type: String { body.kind.rawValue }

    /// The bytes that travel as the record's value.
    public func payload() throws(ContractError) -> [UInt8] {
        let body = body
        do { return try body.message.serializedBytes() } catch {
            throw .unencodable(type: body.kind.rawValue)
        }
    }

    /// Reads an event from its type and bytes. Unknown fields and enum values survive.
    public init(type: String, payload: [UInt8]) throws(ContractError) {
        guard let kind = Kind(rawValue: type) else { throw .unknownType(type) }
        do { self = try Self(kind: kind, bytes: payload) } catch {
            throw .undecodable(type: type)
        }
    }
}

/// Something whose story is a sequence of events: the one shape of state everywhere in the hub.
///
/// A decision is a pure function `decide(state, command, facts) throws -> [Event]` beside it; what it
/// returns is appended and folded in again by `evolve`.
public protocol Aggregate: Sendable {
    associatedtype Event: TopicEvent

    /// The state after `event`; `nil` state means the aggregate does not exist yet.
    static func evolve(_ state: Self?, _ event: Event) -> Self?
}
