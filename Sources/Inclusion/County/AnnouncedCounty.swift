public import Contracts

/// What everybody has been told of the county: which localities there are, and what they are called.
public struct AnnouncedCounty: Aggregate, Equatable {
    /// Name and version of the county's data.
    public let label: String
    /// Without the named queues.
    public let localities: [Locality]

    /// The state after `event`. What is about anything else changes nothing.
    public static func evolve(_ state: AnnouncedCounty?, _ event: CaseEvent) -> AnnouncedCounty? {
        guard case .countyAnnounced(let announced) = event else { return state }
        return AnnouncedCounty(label: announced.label, localities: announced.localities.map(Locality.init))
    }

    /// What is to be told when that county counts; nothing when it has been told last.
    public static func decide(_ state: AnnouncedCounty?, _ county: County) -> [CaseEvent] {
        guard state != AnnouncedCounty(label: county.label, localities: county.localities) else { return [] }
        var announced = CountyAnnounced()
        announced.label = county.label
        announced.localities = county.localities.map { locality in
            var told = CountyLocality()
            (told.code, told.name, told.owner) = (locality.code, locality.name, locality.owner)
            return told
        }
        return [.countyAnnounced(announced)]
    }
}

extension Locality {
    /// As it was announced.
    public init(_ announced: CountyLocality) {
        self.init(code: announced.code, name: announced.name, owner: announced.owner)
    }
}
