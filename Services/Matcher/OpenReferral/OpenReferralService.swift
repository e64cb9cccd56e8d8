import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// A service of an Open Referral UK feed (HSDS 3) as an entry of the directory.
///
/// Names, ages, organisation and place come from the standard's own fields. What the hub needs beyond those is read from
/// `attributes` whose terms belong to one of ``DirectoryTaxonomy``; every other attribute is let through unread.
/// An `assured_date` in a feed counts for nothing: the authority assures here.
struct OpenReferralService: Sendable {
    let id: UUID
    let entry: ProvisionEntry
    /// Places its first capacity speaks of; `nil` when it has none.
    let places: Int?
    /// Whether its status is `active`. Otherwise the feed says that it is not offered any more.
    let isActive: Bool

    /// - Parameters:
    ///   - providers: what the hub calls organisations, by the id that the feed has for them.
    ///   - mayLack: whether it may lack the hub's terms. Then the entry says which; places are the hub's own to say, too.
    /// - Throws: `Problem` 422 with everything that is wrong with it, each at its place in the service.
    init(_ tree: JSON, providers: [UUID: String] = [:], mayLack: Bool = false) throws(Problem) {
        let service = FieldReader(JSONBody(tree))
        id = service.uuid("id")
        isActive = service.code("status", among: Self.statuses, standIn: false)
        places = mayLack ? nil : Self.places(service)
        var entry = Self.basics(service, providers)
        let gaps = Self.terms(service, &entry)
        if let location = Self.location(service) { entry.location = location }
        if !mayLack { for gap in gaps { service.note(gap.place, code: gap.code, gap.words) } }
        try service.finish(allowingMore: true)
        entry.missing = gaps.map(\.code)
        entry.service = Data(PublicService.withoutPeople(tree).bytes)
        self.entry = entry
    }

    /// Whether a service says anything in the hub's terms. Whatever else a county's directory lists is an entry only where
    /// somebody has chosen it.
    static func isInOurTerms(_ tree: JSON) -> Bool {
        guard case .array(let attributes)? = tree["attributes"] else { return false }
        return attributes.contains(where: isOurs)
    }

    /// Whether an attribute's term is of one of the hub's taxonomies.
    static func isOurs(_ attribute: JSON) -> Bool {
        let term = attribute["taxonomy_term"]
        let names = [term?["taxonomy"], term?["taxonomy_detail"]?["name"]]
        return DirectoryTaxonomy.allCases.contains { taxonomy in names.contains(.string(taxonomy.rawValue)) }
    }

    private static let statuses = ["active": true, "inactive": false, "defunct": false, "temporarily closed": false]

    private static func basics(_ service: FieldReader, _ providers: [UUID: String]) -> ProvisionEntry {
        var entry = ProvisionEntry()
        entry.name = service.string("name", max: 200)
        (entry.providerID, entry.providerName) = organization(service.object("organization"), providers)
        // Both may be left out, and then there is no limit; key stages are told in any case.
        let youngest = service.optionalInt("minimum_age", in: 0...25) ?? 0
        // Feeds say 100 for "no limit"; the hub is for children and young people up to 25.
        let oldest = min(service.optionalInt("maximum_age", in: 0...150) ?? 25, 25)
        if oldest < youngest, service.has("maximum_age") {
            service.note("maximum_age", code: "out_of_range", "This must not be below minimum_age.")
        }
        (entry.minimumAge, entry.maximumAge) = (Int32(youngest), Int32(oldest))
        return entry
    }

    /// What somebody here has said is what its people's tokens call it; then the identifier of scheme `referral-hub`, then
    /// its id.
    private static func organization(
        _ organization: FieldReader, _ providers: [UUID: String]
    ) -> (id: String, name: String) {
        let id = organization.uuid("id")
        let own = organization.objects("organization_identifiers", max: 100).first {
            $0.optionalString("identifier_scheme", min: 0, max: 500) == "referral-hub"
        }
        let named = own?.string("identifier", max: 100)
        return (providers[id] ?? named ?? id.text, organization.string("name", max: 200))
    }

    /// Never negative, whatever the feed says.
    private static func places(_ service: FieldReader) -> Int? {
        service.objects("capacities", max: 100).map { capacity in
            let available = capacity.int("available", in: 0...10_000)
            return capacity.optionalInt("maximum", in: 0...10_000) ?? available
        }.first
    }

    /// Where its first place is, to the square kilometre.
    private static func location(_ service: FieldReader) -> CoarseLocation? {
        let places = service.objects("service_at_locations", max: 1000).compactMap { $0.optionalObject("location") }
        for place in places {
            let latitude = place.optionalNumber("latitude", in: -90...90)
            let longitude = place.optionalNumber("longitude", in: -180...180)
            guard let latitude, let longitude else { continue }
            if let square = NationalGrid.square(latitude: latitude, longitude: longitude) { return square }
            place.note("latitude", code: "outside_the_grid", "This lies outside Great Britain's National Grid.")
        }
        return nil
    }
}

// MARK: Terms of the hub's taxonomies

extension OpenReferralService {
    /// An attribute whose term is one of the hub's.
    private struct Attribute {
        let reader: FieldReader
        let term: DirectoryTaxonomy.Term
    }

    /// - Returns: which of them are missing.
    private static func terms(_ service: FieldReader, _ entry: inout ProvisionEntry) -> [EntryGap] {
        let attributes = service.objects("attributes", max: 1000).compactMap(attribute)
        func codes(_ taxonomy: DirectoryTaxonomy) -> [String] {
            attributes.filter { $0.term.taxonomy == taxonomy }.map(\.term.code)
        }
        let kinds = codes(.kind)
        entry.kind = kinds.count == 1 ? kinds[0] : ""
        entry.keyStages = KeyStage.allCases.filter { !$0.code.isEmpty && codes(.keyStage).contains($0.code) }
        entry.needs = SendNeed.allCases.map(\.code).filter(codes(.need).contains)
        entry.costBand = codes(.costBand).first ?? CostBand.medium.code
        let gaps: [(EntryGap, Bool)] = [
            (.kind, entry.kind.isEmpty), (.keyStages, entry.keyStages.isEmpty), (.needs, entry.needs.isEmpty),
        ]
        return gaps.filter(\.1).map(\.0) + figures(service, attributes, &entry)
    }

    private static func attribute(_ reader: FieldReader) -> Attribute? {
        guard let given = reader.optionalObject("taxonomy_term"),
            let name = given.optionalString("taxonomy", min: 0, max: 500)
                ?? given.optionalObject("taxonomy_detail")?.optionalString("name", min: 0, max: 500),
            let taxonomy = DirectoryTaxonomy(rawValue: name)
        else { return nil }
        let code = given.string("code", max: 100)
        guard let term = taxonomy.terms.first(where: { $0.code == code }) else {
            if !code.isEmpty {
                given.note("code", code: "unknown_code", "This is no term of taxonomy \(taxonomy.rawValue).")
            }
            return nil
        }
        return Attribute(reader: reader, term: term)
    }

    /// - Returns: which are missing of those that have to be there.
    private static func figures(
        _ service: FieldReader, _ all: [Attribute], _ entry: inout ProvisionEntry
    ) -> [EntryGap] {
        var gaps: [EntryGap] = []
        func attribute(_ figure: DirectoryFigure) -> Attribute? {
            all.first { $0.term.taxonomy == .figure && $0.term.code == figure.code }
        }
        func value(_ figure: DirectoryFigure, _ gap: EntryGap? = nil) -> (reader: FieldReader, text: String)? {
            guard let found = attribute(figure) else {
                if let gap { gaps.append(gap) }
                return nil
            }
            return (found.reader, found.reader.string("value", max: 50))
        }
        func whole(_ figure: DirectoryFigure, _ range: ClosedRange<Int>, _ gap: EntryGap? = nil) -> Int32 {
            guard let (reader, text) = value(figure, gap) else { return 0 }
            guard let number = Int(text), range.contains(number) else {
                reader.note(
                    "value", code: "out_of_range",
                    "This must be a whole number from \(range.lowerBound) to \(range.upperBound).")
                return 0
            }
            return Int32(number)
        }
        entry.sessionsAWeek = whole(.sessionsAWeek, 1...10, .sessionsAWeek)
        entry.weeklyHours = Double(whole(.weeklyHours, 0...60, .weeklyHours))
        entry.waitDays = whole(.waitDays, 0...1000)
        if let (reader, text) = value(.registered, .registered) {
            entry.registered = text == "true"
            if !["true", "false"].contains(text) {
                reader.note("value", code: "unknown_code", "This must be true or false.")
            }
        }
        let grid = [DirectoryFigure.eastingKm, .northingKm]
        if grid.contains(where: { attribute($0) != nil }) {
            for figure in grid where attribute(figure) == nil {
                service.note(
                    "attributes", code: "\(figure.code)_missing",
                    "An attribute with term \(figure.code) of hub-figure.")
            }
            // The National Grid covers 700 by 1300 km.
            entry.location.eastingKm = whole(.eastingKm, 0...700)
            entry.location.northingKm = whole(.northingKm, 0...1300)
        }
        return gaps
    }
}
