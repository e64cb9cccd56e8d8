internal import CRdKafka

/// What went wrong between us and Kafka, and what follows from it.
///
/// `description` never carries a record's bytes or the value of a setting.
public struct KafkaError: Error, Hashable, CustomStringConvertible {
    /// The sort of trouble, for code that has to choose.
    public enum Kind: Sendable, Hashable {
        /// A setting (its name) that librdkafka does not know or accept, or that would break what this client promises.
        case badSetting(String)
        /// The record itself cannot be published, now or later: too large or malformed.
        case recordRefused
        /// No answer in time; whether the broker has it is not known.
        case timedOut
        /// The broker lacks what was asked for, as the embedded broker lacks the admin API.
        case unsupported
        /// The address the embedded broker should listen on is taken.
        case addressInUse
        /// The client is closed or closing.
        case closed
        /// The librdkafka found at run time is older than 2.0.2.
        case libraryTooOld
        /// Anything else that librdkafka or a broker says; `code` and `name` tell.
        case broker
    }

    /// What to make of it.
    public let kind: Kind
    /// librdkafka's number: negative for its own errors, positive for a broker's.
    public let code: Int32
    /// librdkafka's name for the number, such as `MSG_SIZE_TOO_LARGE`.
    public let name: String
    /// The same call may succeed later without anybody changing its arguments. An operator may have to act first.
    public let isRetriable: Bool
    /// The client handle it happened on was finished; ``KafkaProducer`` and ``KafkaConsumer`` replace theirs themselves.
    public let isFatal: Bool
    /// In words, for a log line.
    public let description: String
}

extension KafkaError {
    /// Errors that come back however often the same record is offered.
    private static let refusals: Set<rd_kafka_resp_err_t.RawValue> = [
        RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE.rawValue, RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE.rawValue,
        RD_KAFKA_RESP_ERR_INVALID_MSG.rawValue, RD_KAFKA_RESP_ERR_INVALID_MSG_SIZE.rawValue,
        RD_KAFKA_RESP_ERR_INVALID_RECORD.rawValue, RD_KAFKA_RESP_ERR_INVALID_TIMESTAMP.rawValue,
        RD_KAFKA_RESP_ERR__INVALID_ARG.rawValue,
    ]

    /// The error for a librdkafka number, with its own words or better ones.
    init(_ error: rd_kafka_resp_err_t, _ words: String? = nil, isFatal: Bool = false) {
        let kind: Kind
        switch error {
        case _ where Self.refusals.contains(error.rawValue): kind = .recordRefused
        case RD_KAFKA_RESP_ERR__TIMED_OUT, RD_KAFKA_RESP_ERR__MSG_TIMED_OUT, RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE,
            RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT:
            kind = .timedOut
        case RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE, RD_KAFKA_RESP_ERR_UNSUPPORTED_VERSION: kind = .unsupported
        default: kind = .broker
        }
        let retriable = kind == .timedOut || kind == .broker
        self.init(kind: kind, error, words, isRetriable: retriable, isFatal: isFatal)
    }

    init(kind: Kind, _ error: rd_kafka_resp_err_t, _ words: String?, isRetriable: Bool, isFatal: Bool = false) {
        self.kind = kind
        code = Int32(error.rawValue)
        name = String(cString: rd_kafka_err2name(error))
        self.isRetriable = isRetriable
        self.isFatal = isFatal
        description = words ?? String(cString: rd_kafka_err2str(error))
    }

    static let closed = KafkaError(
        kind: .closed, RD_KAFKA_RESP_ERR__DESTROY, "The Kafka client is closed.", isRetriable: false)

    static func badSetting(_ name: String, _ words: String) -> KafkaError {
        KafkaError(kind: .badSetting(name), RD_KAFKA_RESP_ERR__INVALID_ARG, words, isRetriable: false)
    }
}
