public import SwiftProtobuf

/// What `placement-matcher` says on topic `placements`.
public enum PlacementEvent: TopicEvent {
    case requested(PlacementRequested)
    case shortlisted(PlacementShortlisted)
    case offered(PlacementOffered)
    case accepted(PlacementAccepted)
    case declined(PlacementDeclined)
    case declineConfirmed(PlacementDeclineConfirmed)
    case unableToMatch(PlacementUnableToMatch)
    case withdrawn(PlacementWithdrawn)

    public enum Kind: String, CaseIterable, Sendable {
        case requested = "referralhub.placements.requested.v1"
        case shortlisted = "referralhub.placements.shortlisted.v1"
        case offered = "referralhub.placements.offered.v1"
        case accepted = "referralhub.placements.accepted.v1"
        case declined = "referralhub.placements.declined.v1"
        case declineConfirmed = "referralhub.placements.decline_confirmed.v1"
        case unableToMatch = "referralhub.placements.unable_to_match.v1"
        case withdrawn = "referralhub.placements.withdrawn.v1"
    }

    public static let topic = Topic.placements

    public var body: (kind: Kind, message: any Message) {
        switch self {
        case .requested(let message): (.requested, message)
        case .shortlisted(let message): (.shortlisted, message)
        case .offered(let message): (.offered, message)
        case .accepted(let message): (.accepted, message)
        case .declined(let message): (.declined, message)
        case .declineConfirmed(let message): (.declineConfirmed, message)
        case .unableToMatch(let message): (.unableToMatch, message)
        case .withdrawn(let message): (.withdrawn, message)
        }
    }

    public init(kind: Kind, bytes: [UInt8]) throws {
        switch kind {
        case .requested: self = .requested(try PlacementRequested(serializedBytes: bytes))
        case .shortlisted: self = .shortlisted(try PlacementShortlisted(serializedBytes: bytes))
        case .offered: self = .offered(try PlacementOffered(serializedBytes: bytes))
        case .accepted: self = .accepted(try PlacementAccepted(serializedBytes: bytes))
        case .declined: self = .declined(try PlacementDeclined(serializedBytes: bytes))
        case .declineConfirmed: self = .declineConfirmed(try PlacementDeclineConfirmed(serializedBytes: bytes))
        case .unableToMatch: self = .unableToMatch(try PlacementUnableToMatch(serializedBytes: bytes))
        case .withdrawn: self = .withdrawn(try PlacementWithdrawn(serializedBytes: bytes))
        }
    }
}
