public import SwiftProtobuf

/// What `locality-router` says on topic `cases`.
public enum CaseEvent: TopicEvent {
    case opened(CaseOpened)
    case acknowledged(CaseAcknowledged)
    case apPlacementDecided(ApPlacementDecided)
    case placed(CasePlaced)
    case placementNotFound(CasePlacementNotFound)

    public enum Kind: String, CaseIterable, Sendable {
        case opened = "referralhub.cases.opened.v1"
        case acknowledged = "referralhub.cases.acknowledged.v1"
        case apPlacementDecided = "referralhub.cases.ap_placement_decided.v1"
        case placed = "referralhub.cases.placed.v1"
        case placementNotFound = "referralhub.cases.placement_not_found.v1"
    }

    public static let topic = Topic.cases

    public var body: (kind: Kind, message: any Message) {
        switch self {
        case .opened(let message): (.opened, message)
        case .acknowledged(let message): (.acknowledged, message)
        case .apPlacementDecided(let message): (.apPlacementDecided, message)
        case .placed(let message): (.placed, message)
        case .placementNotFound(let message): (.placementNotFound, message)
        }
    }

    public init(kind: Kind, bytes: [UInt8]) throws {
        switch kind {
        case .opened: self = .opened(try CaseOpened(serializedBytes: bytes))
        case .acknowledged: self = .acknowledged(try CaseAcknowledged(serializedBytes: bytes))
        case .apPlacementDecided: self = .apPlacementDecided(try ApPlacementDecided(serializedBytes: bytes))
        case .placed: self = .placed(try CasePlaced(serializedBytes: bytes))
        case .placementNotFound: self = .placementNotFound(try CasePlacementNotFound(serializedBytes: bytes))
        }
    }
}
