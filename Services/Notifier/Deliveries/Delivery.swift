import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres
import SwiftProtobuf

/// One mail to one recipient, from the wish to send it to its end.
struct Delivery: Sendable, Equatable {
    let id: UUID
    let referralID: UUID
    let reference: String
    let template: MailTemplate
    let audience: Audience
    /// The organisation's id, or the locality's code.
    let recipient: String
    let answerBy: Date?
    let causeEventID: UUID
    /// The trace of what caused it.
    let traceparent: String?
    let queuedAt: Date
    /// How often it has been tried.
    var attempts = 0
    /// Code of the forum it speaks of.
    var forum: String?
    /// When that forum meets. ISO 8601 date.
    var meetsOn: String?
    /// Kind of the clock it speaks of.
    var clock: String?
}

extension Delivery {
    /// What a notice about an event comes to, for one of the referrals it is about.
    init(_ notice: Notice, about event: ReceivedEvent, _ listener: CaseReferrals.Listener, at moment: Date) {
        id = UUID.v7(at: moment)
        referralID = listener.referralID
        reference = listener.context.reference
        template = notice.template
        audience = notice.recipient.audience
        recipient =
            switch notice.recipient {
            case .referrer, .referrerOf: listener.context.agency
            case .coordinator(let locality): locality
            case .provider(let id): id
            case .actionOwner(let organisation): organisation
            }
        answerBy = notice.answerBy.flatMap(RFC3339.instant)
        causeEventID = event.id
        traceparent = event.envelope.traceparent
        queuedAt = moment
        forum = notice.forum
        meetsOn = notice.meetsOn
        clock = notice.clock
    }
}

/// Why a mail was given up on.
enum DeliveryFailure: String, Sendable, PostgresCodable {
    /// The contacts have no address for whoever should hear.
    case noAddress = "no_address"
    /// The mail server does not take mail for that address.
    case undeliverableAddress = "undeliverable_address"
    /// The mail server does not take the mail.
    case refusedByServer = "refused_by_server"

    /// The word for it in the API, which knows two: that there is no address is one about the address, too.
    var published: DeliveryFailure { self == .noAddress ? .undeliverableAddress : self }
}

// What the rest of the hub hears. The delivery is the aggregate: version 1 is queued, version 2 is how it ended.
extension Delivery {
    var queuedEvent: NotificationEvent {
        .queued(
            .with {
                $0.deliveryID = id.text
                $0.referralID = referralID.text
                $0.template = template.rawValue
                $0.audience = audience.rawValue
                $0.causeEventID = causeEventID.text
            })
    }

    var sentEvent: NotificationEvent {
        .sent(
            .with {
                $0.deliveryID = id.text
                $0.referralID = referralID.text
                $0.template = template.rawValue
                $0.audience = audience.rawValue
            })
    }

    func failedEvent(_ failure: DeliveryFailure) -> NotificationEvent {
        .failed(
            .with {
                $0.deliveryID = id.text
                $0.referralID = referralID.text
                $0.template = template.rawValue
                $0.audience = audience.rawValue
                $0.code = failure.rawValue
            })
    }
}
