public import SwiftProtobuf

/// What `notifier` says on topic `notifications`.
public enum NotificationEvent: TopicEvent {
    case queued(NotificationQueued)
    case sent(NotificationSent)
    case failed(NotificationFailed)

    public enum Kind: String, CaseIterable, Sendable {
        case queued = "referralhub.notifications.queued.v1"
        case sent = "referralhub.notifications.sent.v1"
        case failed = "referralhub.notifications.failed.v1"
    }

    public static let topic = Topic.notifications

    public var body: (kind: Kind, message: any Message) {
        switch self {
        case .queued(let message): (.queued, message)
        case .sent(let message): (.sent, message)
        case .failed(let message): (.failed, message)
        }
    }

    public init(kind: Kind, bytes: [UInt8]) throws {
        switch kind {
        case .queued: self = .queued(try NotificationQueued(serializedBytes: bytes))
        case .sent: self = .sent(try NotificationSent(serializedBytes: bytes))
        case .failed: self = .failed(try NotificationFailed(serializedBytes: bytes))
        }
    }
}
