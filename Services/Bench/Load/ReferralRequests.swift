import Foundation

/// The bytes of `POST /v1/referrals`, each request fresh: made once from the sample referrals, then only the places that
/// have to differ are written anew.
struct ReferralRequests {
    private struct Template {
        let bytes: [UInt8]
        let key: Int
        /// Where identifiers lie, and whether each is a UPN (else an NHS number).
        let identifiers: [(place: Int, isUPN: Bool)]
    }

    private let templates: [Template]
    private var identifiers: FreshIdentifiers
    private let run = UUID().uuidString.lowercased().prefix(24)
    /// How many were made.
    private(set) var made = 0

    /// - Parameter tokens: by the id of the person.
    init(samples: String, tokens: [String: String], port: UInt16) throws {
        let data = try Data(contentsOf: URL(filePath: samples))
        guard let list = try JSONSerialization.jsonObject(with: data) as? [[String: Any]] else {
            throw BenchFailure("\(samples) is not a list of referrals")
        }
        templates = try list.map { sample in
            guard let person = sample["as"] as? String, let token = tokens[person], let body = sample["body"] else {
                throw BenchFailure("\(samples) holds a referral without “as” or “body”")
            }
            return try Self.template(body, token: token, port: port)
        }
        identifiers = try FreshIdentifiers()
    }

    /// The ids of those who post the samples.
    static func people(in samples: String) throws -> Set<String> {
        let data = try Data(contentsOf: URL(filePath: samples))
        let list = try JSONSerialization.jsonObject(with: data) as? [[String: Any]] ?? []
        return Set(list.compactMap { $0["as"] as? String })
    }

    /// Writes the next request into `bytes`.
    mutating func next(into bytes: inout [UInt8]) {
        let template = templates[made % templates.count]
        made += 1
        bytes.removeAll(keepingCapacity: true)
        bytes += template.bytes
        let suffix = String(made, radix: 16)
        let key = run + String(repeating: "0", count: 12 - suffix.count) + suffix
        bytes.replaceSubrange(template.key..<(template.key + 36), with: key.utf8)
        for (place, isUPN) in template.identifiers {
            let value = isUPN ? identifiers.upn() : identifiers.nhsNumber()
            bytes.replaceSubrange(place..<(place + value.count), with: value)
        }
    }

    private static let placeholder = String(repeating: "k", count: 36)

    private static func template(_ body: Any, token: String, port: UInt16) throws -> Template {
        let json = try JSONSerialization.data(withJSONObject: body, options: [.sortedKeys, .withoutEscapingSlashes])
        let text = String(decoding: json, as: UTF8.self)
        let bytes = PlainClient.request(
            "POST", "/v1/referrals", port: port,
            headers: [
                "Authorization: Bearer \(token)", "Idempotency-Key: \"\(placeholder)\"",
                "Content-Type: application/json",
            ], body: text)
        guard let key = place(of: placeholder, in: bytes) else { throw BenchFailure("a request without its key") }
        let child = (body as? [String: Any])?["child"] as? [String: Any]
        let found = try (child?["identifiers"] as? [[String: String]] ?? []).map { identifier in
            guard let value = identifier["value"], let place = place(of: value, in: bytes) else {
                throw BenchFailure("a request without its identifier")
            }
            return (place: place, isUPN: identifier["system"] == "upn")
        }
        return Template(bytes: bytes, key: key, identifiers: found)
    }

    private static func place(of text: String, in bytes: [UInt8]) -> Int? {
        Data(bytes).range(of: Data(text.utf8))?.lowerBound
    }
}
