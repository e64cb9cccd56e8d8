import Contracts
import FoundationEssentials
import Inclusion
import Postgres

extension Provision {
    /// A row of table `provision`, with who is booked there. Codes that only a later version knows are left out.
    /// - Parameter whatWorks: measured, for the needs that are looked for.
    init(_ row: PostgresRow, _ diary: CapacityDiary?, whatWorks: Effectiveness?) throws {
        let keyStages: [String] = try row.value("key_stages")
        let needs: [String] = try row.value("needs")
        let location: CoarseLocation? =
            if let easting: Int32 = try row.value("easting_km"), let northing: Int32 = try row.value("northing_km") {
                Self.location(easting, northing)
            } else {
                nil
            }
        self.init(
            id: try row.value("id", as: UUID.self).text,
            provider: ProvisionProvider(id: try row.value("provider_id"), name: try row.value("provider_name")),
            name: try row.value("name"), kind: try row.value("kind"), location: location,
            minimumAge: try row.value("minimum_age"), maximumAge: try row.value("maximum_age"),
            keyStages: keyStages.compactMap(KeyStage.init(code:)), needs: needs.compactMap(SendNeed.init(rawValue:)),
            places: try row.value("places"), taken: diary?.bookings.count(where: \.isTaken) ?? 0,
            sessionsAWeek: try row.value("sessions_a_week"), registered: try row.value("registered"),
            weeklyHours: try row.value("weekly_hours"), assuredUntil: try row.value("assured_until"),
            effectiveness: whatWorks, waitDays: try row.value("wait_days"), costBand: try row.value("cost_band"))
        self.diary = diary
    }

    private static func location(_ easting: Int32, _ northing: Int32) -> CoarseLocation {
        var location = CoarseLocation()
        location.eastingKm = easting
        location.northingKm = northing
        return location
    }
}

extension ApKind: PostgresDecodable {}
extension CostBand: PostgresDecodable {}

extension CalendarDate: PostgresDecodable {
    /// A `date`, as PostgreSQL writes it.
    public static func decode(_ field: PostgresField) -> CalendarDate? { field.text.flatMap { CalendarDate($0) } }
}
