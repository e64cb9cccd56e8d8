import FoundationEssentials
import Inclusion
import ServiceKit

/// The file that says which alternative provision there is, whom it is for and how many places it has.
///
///     {"provisions": [{"id": "5d0f6a3e-…", "name": "Severn Vale Bridge",
///                      "provider": {"id": "provider-severn-vale", "name": "Severn Vale Learning Trust"},
///                      "kind": "aps", "minimum_age": 11, "maximum_age": 16, "key_stages": ["ks3", "ks4"],
///                      "needs": ["SEMH"], "places": 34, …}]}
///
/// It is one source of the directory among others (``DirectoryFeed``), and the authority's own: until when it says that an
/// entry is assured counts until somebody has recorded an assurance. It does not say how many places are taken: that is
/// counted by acceptances, and nobody may overwrite it.
struct DirectoryFile: Sendable, Equatable {
    /// None taken: the file does not know.
    let provisions: [Provision]

    static let setting = Setting(
        "directory.file", .file, isRequired: true, meaning: "JSON file with the alternative provision there is")

    /// - Throws: `ConfigurationError` with everything that is wrong with the file, each at its place.
    init(path: String) throws(ConfigurationError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ConfigurationError(problems: [Self.problem("names a file that cannot be read.")])
        }
        try self.init(json: Array(data))
    }

    init(json: [UInt8]) throws(ConfigurationError) {
        do {
            let body = FieldReader(try JSONBody(bytes: json))
            var known: Set<String> = []
            provisions = body.objects("provisions", min: 1, max: 10_000).map { entry in
                // A round of matching may be told what works; here the hub's own outcomes alone say so.
                if entry.has("effectiveness") {
                    entry.note("effectiveness", code: "unknown_field", "There is no such field here: it is measured.")
                }
                return entry.provision(known: &known)
            }
            try body.finish()
        } catch {
            guard !error.errors.isEmpty else {
                throw ConfigurationError(problems: [Self.problem("is not JSON. \(error.detail)")])
            }
            throw ConfigurationError(
                problems: error.errors.map {
                    Self.problem("at \($0.pointer.isEmpty ? "/" : $0.pointer): \($0.detail)")
                })
        }
    }

    private static func problem(_ words: String) -> SettingProblem {
        SettingProblem(key: setting.key, words: words, remedy: "Put it right in the file and start again.")
    }
}
