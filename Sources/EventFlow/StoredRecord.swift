import FoundationEssentials
import Kafka
import Postgres

/// A record kept in a table exactly as it came: headers as a JSON list of name and base64 value.
enum StoredRecord {
    static func json(of headers: [KafkaHeader]) throws -> PostgresJSON {
        let pairs = headers.map { [$0.name, Data($0.value).base64EncodedString()] }
        return PostgresJSON(text: String(decoding: try JSONEncoder().encode(pairs), as: UTF8.self))
    }

    static func headers(from json: PostgresJSON) throws -> [KafkaHeader] {
        try JSONDecoder().decode([[String]].self, from: Data(json.text.utf8)).map { pair in
            KafkaHeader(
                name: pair.first ?? "", value: Array(Data(base64Encoded: pair.dropFirst().first ?? "") ?? Data()))
        }
    }
}

extension ConsumerRecord {
    /// The trace it names, readable or not otherwise.
    var trace: TraceContext? {
        header("traceparent").flatMap { TraceContext(header: String(decoding: $0, as: UTF8.self)) }
    }
}

extension Date {
    /// As Kafka counts time.
    var milliseconds: Int64 { Int64(timeIntervalSince1970 * 1000) }
}
