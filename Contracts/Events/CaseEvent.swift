public import SwiftProtobuf

/// What `locality-router` says on topic `cases`.
public enum CaseEvent: TopicEvent {
    case opened(CaseOpened)
    case acknowledged(CaseAcknowledged)
    case apPlacementDecided(ApPlacementDecided)
    case placed(CasePlaced)
    case placementNotFound(CasePlacementNotFound)
    case informationAsked(InformationAsked)
    case informationReceived(InformationReceived)
    case listed(CaseListed)
    case decided(CaseDecided)
    case closed(CaseClosed)
    case referralJoined(ReferralJoined)
    case referralLeft(ReferralLeft)
    case amended(CaseAmended)
    case sharingChanged(SharingChanged)

    public enum Kind: String, CaseIterable, Sendable {
        case opened = "referralhub.cases.opened.v1"
        case acknowledged = "referralhub.cases.acknowledged.v1"
        case apPlacementDecided = "referralhub.cases.ap_placement_decided.v1"
        case placed = "referralhub.cases.placed.v1"
        case placementNotFound = "referralhub.cases.placement_not_found.v1"
        case informationAsked = "referralhub.cases.information_asked.v1"
        case informationReceived = "referralhub.cases.information_received.v1"
        case listed = "referralhub.cases.listed.v1"
        case decided = "referralhub.cases.decided.v1"
        case closed = "referralhub.cases.closed.v1"
        case referralJoined = "referralhub.cases.referral_joined.v1"
        case referralLeft = "referralhub.cases.referral_left.v1"
        case amended = "referralhub.cases.amended.v1"
        case sharingChanged = "referralhub.cases.sharing_changed.v1"
    }

    public static let topic = Topic.cases

    public var body: (kind: Kind, message: any Message) {
        switch self {
        case .opened(let message): (.opened, message)
        case .acknowledged(let message): (.acknowledged, message)
        case .apPlacementDecided(let message): (.apPlacementDecided, message)
        case .placed(let message): (.placed, message)
        case .placementNotFound(let message): (.placementNotFound, message)
        case .informationAsked(let message): (.informationAsked, message)
        case .informationReceived(let message): (.informationReceived, message)
        case .listed(let message): (.listed, message)
        case .decided(let message): (.decided, message)
        case .closed(let message): (.closed, message)
        case .referralJoined(let message): (.referralJoined, message)
        case .referralLeft(let message): (.referralLeft, message)
        case .amended(let message): (.amended, message)
        case .sharingChanged(let message): (.sharingChanged, message)
        }
    }

    public init(kind: Kind, bytes: [UInt8]) throws {
        switch kind {
        case .opened: self = .opened(try CaseOpened(serializedBytes: bytes))
        case .acknowledged: self = .acknowledged(try CaseAcknowledged(serializedBytes: bytes))
        case .apPlacementDecided: self = .apPlacementDecided(try ApPlacementDecided(serializedBytes: bytes))
        case .placed: self = .placed(try CasePlaced(serializedBytes: bytes))
        case .placementNotFound: self = .placementNotFound(try CasePlacementNotFound(serializedBytes: bytes))
        case .informationAsked: self = .informationAsked(try InformationAsked(serializedBytes: bytes))
        case .informationReceived: self = .informationReceived(try InformationReceived(serializedBytes: bytes))
        case .listed: self = .listed(try CaseListed(serializedBytes: bytes))
        case .decided: self = .decided(try CaseDecided(serializedBytes: bytes))
        case .closed: self = .closed(try CaseClosed(serializedBytes: bytes))
        case .referralJoined: self = .referralJoined(try ReferralJoined(serializedBytes: bytes))
        case .referralLeft: self = .referralLeft(try ReferralLeft(serializedBytes: bytes))
        case .amended: self = .amended(try CaseAmended(serializedBytes: bytes))
        case .sharingChanged: self = .sharingChanged(try SharingChanged(serializedBytes: bytes))
        }
    }
}
