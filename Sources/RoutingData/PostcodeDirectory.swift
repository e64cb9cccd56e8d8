import Contracts
public import Inclusion
public import Postgres
import Synchronization

/// The directory of postcodes, in memory: eight bytes a postcode, fetched by the part before the blank when the first of it
/// is asked for. All of the country's take less than 30 MB; a county's, a few hundred kilobytes.
public final class PostcodeDirectory: Sendable {
    /// The postcodes that share the part before the blank, in order.
    struct Area: Sendable {
        /// The parts after it.
        private(set) var inward: [UInt16] = []
        /// By place, which of ``districts``.
        private(set) var district: [UInt16] = []
        private(set) var eastingKm: [Int16] = []
        private(set) var northingKm: [Int16] = []
        private(set) var districts: [String] = []

        init(room count: Int) {
            inward.reserveCapacity(count)
            district.reserveCapacity(count)
            eastingKm.reserveCapacity(count)
            northingKm.reserveCapacity(count)
        }

        mutating func append(_ code: UInt16, _ name: String, _ easting: Int32, _ northing: Int32) {
            inward.append(code)
            let place = districts.firstIndex(of: name) ?? districts.count
            if place == districts.count { districts.append(name) }
            district.append(UInt16(clamping: place))
            eastingKm.append(Int16(clamping: easting / 1000))
            northingKm.append(Int16(clamping: northing / 1000))
        }

        func place(_ code: UInt16) -> PostcodePlace? {
            var (low, high) = (0, inward.count)
            while low < high {
                let middle = (low + high) / 2
                if inward[middle] < code { low = middle + 1 } else { high = middle }
            }
            guard low < inward.count, inward[low] == code else { return nil }
            var location = CoarseLocation()
            location.eastingKm = Int32(eastingKm[low])
            location.northingKm = Int32(northingKm[low])
            return PostcodePlace(district: districts[Int(district[low])], location: location)
        }
    }

    private struct Known {
        /// When the directory that was fetched from was loaded.
        var edition: Int64?
        var areas: [String: Area] = [:]
    }

    private let known = Mutex(Known())

    /// Knows nothing yet.
    public init() {}

    /// The statement whose answer ``find(_:edition:in:)`` wants, to be sent along with others.
    public static let edition: PostgresQuery = "select edition from postcode_edition"

    /// What the directory says of these postcodes, in their order; an empty text is one that was not given.
    ///
    /// - Parameter edition: the answer to ``edition``. When another directory has been loaded, all of the old is forgotten.
    public func find(_ postcodes: [String], edition: PostgresRows, in sql: some PostgresSession) async throws
        -> [PostcodeFinding]
    {
        let edition = try edition.decodeFirst(Int64.self)
        known.withLock { known in
            if known.edition != edition { known = Known(edition: edition) }
        }
        var findings: [PostcodeFinding] = []
        for text in postcodes {
            guard text.utf8.contains(where: { $0 != UInt8(ascii: " ") }) else {
                findings.append(.notGiven)
                continue
            }
            guard let postcode = Postcode(text), let code = Self.code(postcode.inward) else {
                findings.append(.notFound)
                continue
            }
            if area(postcode.outward) == nil { try await fetch(postcode.outward, edition, in: sql) }
            findings.append(area(postcode.outward)?.place(code).map { .found($0) } ?? .notFound)
        }
        return findings
    }

    /// How many postcodes it holds in memory now.
    public var count: Int { known.withLock { $0.areas.values.reduce(0) { $0 + $1.inward.count } } }

    private func area(_ outward: String) -> Area? { known.withLock { $0.areas[outward] } }

    private func fetch(_ outward: String, _ edition: Int64?, in sql: some PostgresSession) async throws {
        // By the order of the bytes, the three characters after the part before the blank lie between these two.
        let rows = try await sql.query(
            """
            select right(postcode, 3), district, easting, northing from postcode
            where postcode >= \(outward + "0AA") and postcode <= \(outward + "9ZZ")
                and length(postcode) = \(outward.utf8.count + 3) order by postcode
            """
        ).decode(String.self, String.self, Int32.self, Int32.self)
        var area = Area(room: rows.count)
        for (inward, district, easting, northing) in rows {
            guard let code = Self.code(inward) else { continue }
            area.append(code, district, easting, northing)
        }
        known.withLock { [area] known in
            if known.edition == edition { known.areas[outward] = area }
        }
    }

    /// A digit and two letters, in the order of their text; `nil` for anything else.
    static func code(_ inward: String) -> UInt16? {
        let bytes = Array(inward.utf8)
        guard bytes.count == 3, (48...57).contains(bytes[0]), (65...90).contains(bytes[1]), (65...90).contains(bytes[2])
        else { return nil }
        return UInt16(bytes[0] - 48) * 676 + UInt16(bytes[1] - 65) * 26 + UInt16(bytes[2] - 65)
    }
}
