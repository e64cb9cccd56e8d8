import FoundationEssentials
import Inclusion
import ServiceKit

/// Addresses of those who hear from the hub: organisations and queues, never a family.
///
///     {"agencies": {"agency-larkrise-academy": "referrals@larkrise-academy.example.org"},
///      "localities": {"E07000081": "inclusion@gloucester.example.org"},
///      "providers": {"provider-severn-vale": "admissions@severn-vale.example.org"}}
struct Contacts: Sendable, Equatable {
    private let addresses: [Audience: [String: String]]

    static let sections: [(name: String, audience: Audience)] = [
        ("agencies", .referrer), ("localities", .coordinator), ("providers", .provider),
    ]

    /// - Throws: `ConfigurationError` with everything that is wrong with the file. No address is repeated.
    init(file path: String) throws(ConfigurationError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ConfigurationError(problems: [Self.problem("“\(path)” cannot be read.")])
        }
        try self.init(json: data)
    }

    init(json: Data) throws(ConfigurationError) {
        let sections: [String: [String: String]]
        do {
            sections = try JSONDecoder().decode([String: [String: String]].self, from: json)
        } catch {
            throw ConfigurationError(problems: [
                Self.problem("is not JSON of the form {\"agencies\": {\"id\": \"address\"}, …}.")
            ])
        }
        var problems: [SettingProblem] = []
        var addresses: [Audience: [String: String]] = [:]
        for (name, audience) in Self.sections {
            guard let entries = sections[name] else {
                problems.append(Self.problem("has no section “\(name)”."))
                continue
            }
            for id in entries.keys.sorted() where !EmailAddress.isPlausible(entries[id] ?? "") {
                problems.append(Self.problem("has no usable e-mail address for “\(id)” in “\(name)”."))
            }
            addresses[audience] = entries
        }
        for name in sections.keys.sorted() where !Self.sections.contains(where: { $0.name == name }) {
            problems.append(Self.problem("has a section “\(name)” that means nothing here."))
        }
        guard problems.isEmpty else { throw ConfigurationError(problems: problems) }
        self.addresses = addresses
    }

    /// Where to write to an organisation or a queue; `nil` when it is not known.
    func address(of recipient: String, as audience: Audience) -> String? {
        switch audience {
        case .referrer, .coordinator, .provider: addresses[audience]?[recipient]
        // Agencies and providers sit in forums.
        case .actionOwner: addresses[.referrer]?[recipient] ?? addresses[.provider]?[recipient]
        }
    }

    /// How many there are, to say so at start.
    var count: Int { addresses.values.reduce(0) { $0 + $1.count } }

    private static func problem(_ words: String) -> SettingProblem {
        SettingProblem(
            key: "contacts.file", words: words,
            remedy: "Name a JSON file with “agencies”, “localities” and “providers”, each of ids and addresses.")
    }
}
