import Contracts
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
/// It does not say how many places are taken: that is counted by acceptances, and nobody may overwrite it.
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
            var known: Set<UUID> = []
            provisions = body.objects("provisions", min: 1, max: 10_000).map { Self.provision($0, known: &known) }
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

    private static func provision(_ entry: FieldReader, known: inout Set<UUID>) -> Provision {
        let id = entry.optionalUUID("id")
        if let id {
            if !known.insert(id).inserted { entry.note("id", code: "repeated", "Another provision has this id.") }
        } else if !entry.has("id") {
            entry.note("id", code: "required", "This must be given.")
        }
        let provider = entry.object("provider")
        let ages = (entry.int("minimum_age", in: 0...25), entry.int("maximum_age", in: 0...25))
        if ages.0 > ages.1, entry.has("maximum_age") {
            entry.note("maximum_age", code: "out_of_range", "This must not be below minimum_age.")
        }
        return Provision(
            id: id?.text ?? "",
            provider: ProvisionProvider(id: provider.string("id", max: 100), name: provider.string("name", max: 200)),
            name: entry.string("name", max: 200),
            kind: entry.code("kind", among: codes(ApKind.self), standIn: .independent),
            location: entry.optionalObject("location").map(location),
            minimumAge: ages.0, maximumAge: ages.1,
            keyStages: entry.codes("key_stages", min: 1, max: keyStages.count, among: keyStages),
            needs: entry.codes("needs", min: 1, max: SendNeed.allCases.count, among: codes(SendNeed.self)),
            places: entry.int("places", in: 0...10_000),
            sessionsAWeek: entry.int("sessions_a_week", in: 1...10),
            registered: entry.bool("registered"),
            weeklyHours: Double(entry.int("weekly_hours", in: 0...60)),
            assuredUntil: assuredUntil(entry),
            effectiveness: entry.optionalObject("effectiveness").map(effectiveness),
            waitDays: entry.int("wait_days", in: 0...1000),
            costBand: entry.optionalCode("cost_band", among: codes(CostBand.self)) ?? .medium)
    }

    private static func location(_ point: FieldReader) -> CoarseLocation {
        var location = CoarseLocation()
        // The National Grid covers 700 by 1300 km.
        location.eastingKm = Int32(point.int("easting_km", in: 0...700))
        location.northingKm = Int32(point.int("northing_km", in: 0...1300))
        return location
    }

    private static func assuredUntil(_ entry: FieldReader) -> CalendarDate {
        CalendarDate(entry.date("assured_until").description) ?? CalendarDate(dayNumber: 0)
    }

    private static func effectiveness(_ measured: FieldReader) -> Effectiveness {
        Effectiveness(percent: measured.int("score", in: 0...100), of: measured.int("based_on", in: 1...100_000))
    }

    private static let keyStages = Dictionary(
        KeyStage.allCases.filter { !$0.code.isEmpty }.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

    private static func codes<Code: Coded>(_ type: Code.Type) -> [String: Code] {
        Dictionary(Code.allCases.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func problem(_ words: String) -> SettingProblem {
        SettingProblem(key: setting.key, words: words, remedy: "Put it right in the file and start again.")
    }
}
