import Contracts
import Hummingbird
import Inclusion
import Postgres
import ServiceKit

/// Near which place services are asked for: `?lat=&long=&proximity=`.
///
/// The matcher knows to the square kilometre where a provision is, and asks of the caller no more than that.
struct OpenReferralPlace {
    private let square: CoarseLocation
    /// Kilometres, rounded up.
    private let reach: Int

    /// - Returns: `nil` where no place is asked for.
    /// - Throws: `Problem` 400 when part of it is missing, or cannot be read.
    init?(_ request: Request) throws(Problem) {
        let latitude = try Self.number(request, "lat", -90...90)
        let longitude = try Self.number(request, "long", -180...180)
        let proximity = try Self.number(request, "proximity", 0...1_000_000)
        if latitude == nil, longitude == nil, proximity == nil { return nil }
        guard let latitude, let longitude, let proximity else {
            throw .badRequest(
                code: "proximity_incomplete", "“lat”, “long” and “proximity” (metres) are given together.")
        }
        guard let square = NationalGrid.square(latitude: latitude, longitude: longitude) else {
            throw .badRequest(code: "outside_the_grid", "That place is outside Great Britain's National Grid.")
        }
        self.square = square
        reach = Int((proximity / 1000).rounded(.up))
    }

    /// On table `provision`. One whose place is not known is near nothing.
    var condition: PostgresQuery {
        """
        (easting_km - \(Int(square.eastingKm))) ^ 2 + (northing_km - \(Int(square.northingKm))) ^ 2 <= \(reach * reach)
        """
    }

    private static func number(
        _ request: Request, _ name: String, _ range: ClosedRange<Double>
    ) throws(Problem) -> Double? {
        guard let text = request.uri.queryParameters[Substring(name)] else { return nil }
        guard let number = Double(text), range.contains(number) else {
            throw .badRequest(
                code: "\(name)_invalid",
                "“\(name)” is a number from \(Int(range.lowerBound)) to \(Int(range.upperBound)).")
        }
        return number
    }
}
