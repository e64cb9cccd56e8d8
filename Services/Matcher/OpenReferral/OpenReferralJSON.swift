import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// Entries of the directory in the words of Open Referral UK (HSDS 3).
enum OpenReferralJSON {
    /// A service by the fields it has one of, as lists show it.
    static func summary(_ provision: PublishedProvision) -> JSON {
        .object(basics(provision))
    }

    /// Id and time of the last change alone.
    static func minimal(_ provision: PublishedProvision) -> JSON {
        ["id": .string(provision.id.text), "last_modified": .instant(provision.modifiedAt)]
    }

    /// A service with everything that belongs to it.
    static func full(_ provision: PublishedProvision) -> JSON {
        let kept = provision.kept
        var members = basics(provision)
        members += ["schedules", "service_areas", "cost_options", "languages", "required_documents"].compactMap {
            name in
            kept[name].map { JSON.Member(name, $0) }
        }
        members.append(JSON.Member("service_at_locations", [.object(placeMembers(provision))]))
        members.append(JSON.Member("attributes", .array(foreignAttributes(kept) + attributes(provision))))
        members.append(JSON.Member("capacities", [capacity(provision)]))
        return .object(members)
    }

    /// A service at its place.
    /// - Parameter full: whether the service is nested whole.
    static func place(_ provision: PublishedProvision, full isFull: Bool) -> JSON {
        let service = isFull ? full(provision) : summary(provision)
        return .object(placeMembers(provision) + [JSON.Member("service", service)])
    }

    /// A provider.
    static func organization(id: UUID, name: String) -> [JSON.Member] {
        [
            .init("id", .string(id.text)), .init("name", .string(name)),
            .init("description", "A provider of alternative provision."),
        ]
    }

    /// A taxonomy.
    static func taxonomy(_ taxonomy: DirectoryTaxonomy) -> JSON {
        [
            "id": .string(taxonomy.id.text), "name": .string(taxonomy.rawValue),
            "description": .string(taxonomy.words), "version": "1",
        ]
    }

    /// A term of a taxonomy.
    static func term(_ term: DirectoryTaxonomy.Term) -> JSON {
        [
            "id": .string(term.id.text), "code": .string(term.code), "name": .string(term.words),
            "description": .string(term.words), "taxonomy": .string(term.taxonomy.rawValue),
            "taxonomy_detail": taxonomy(term.taxonomy),
        ]
    }

    // MARK: Parts

    private static func basics(_ provision: PublishedProvision) -> [JSON.Member] {
        let (entry, kept) = (provision.entry, provision.kept)
        let own: [(String, JSON?)] = [
            ("id", .string(provision.id.text)), ("name", .string(entry.name)),
            ("description", kept["description"] ?? provision.kindWords.map { "Alternative provision: \($0)." }),
            ("status", "active"), ("minimum_age", .number(entry.minimumAge)),
            ("maximum_age", .number(entry.maximumAge)),
            ("assured_date", provision.assuredOn.map { .string($0.description) }),
            ("last_modified", .instant(provision.modifiedAt)),
        ]
        let texts = [
            "alternate_name", "url", "interpretation_services", "application_process", "fees_description", "fees",
            "accreditations", "eligibility_description", "alert",
        ]
        return own.compactMap { name, value in value.map { JSON.Member(name, $0) } }
            + texts.compactMap { name in kept[name].map { JSON.Member(name, $0) } }
            + [.init("organization", .object(organization(id: provision.organizationID, name: entry.providerName)))]
    }

    private static func placeMembers(_ provision: PublishedProvision) -> [JSON.Member] {
        var members = [JSON.Member("id", .string(provision.serviceAtLocationID.text))]
        if case .array(let places) = provision.kept["service_at_locations"], case .object(let place) = places.first,
            let location = place.first(where: { $0.name == "location" })
        {
            members.append(location)
        }
        return members
    }

    private static func capacity(_ provision: PublishedProvision) -> JSON {
        [
            "id": .string(UUID(named: "capacity \(provision.id.text)").text),
            "unit": ["id": .string(UUID(named: "unit place").text), "name": "place"],
            "available": .number(max(0, provision.places - provision.taken)), "maximum": .number(provision.places),
            "updated": .instant(provision.modifiedAt),
        ]
    }

    private static func foreignAttributes(_ kept: [String: JSON]) -> [JSON] {
        guard case .array(let attributes) = kept["attributes"] else { return [] }
        return attributes.filter { !OpenReferralService.isOurs($0) }
    }

    private static func attributes(_ provision: PublishedProvision) -> [JSON] {
        let entry = provision.entry
        let gaps = entry.gaps
        var all: [(DirectoryTaxonomy, String, String?)] = [(.kind, entry.kind, nil)]
        all += entry.keyStages.map { (.keyStage, $0.code, nil) }
        all += entry.needs.map { (.need, $0, nil) }
        all.append((.costBand, entry.costBand, nil))
        let always: [(DirectoryFigure, String, EntryGap?)] = [
            (.sessionsAWeek, String(entry.sessionsAWeek), .sessionsAWeek),
            (.weeklyHours, String(Int(entry.weeklyHours)), .weeklyHours),
            (.waitDays, String(entry.waitDays), nil), (.registered, String(entry.registered), .registered),
        ]
        var figures = always.filter { _, _, gap in gap.map { !gaps.contains($0) } ?? true }.map { ($0.0, $0.1) }
        if entry.hasLocation {
            figures.append((.eastingKm, String(entry.location.eastingKm)))
            figures.append((.northingKm, String(entry.location.northingKm)))
        }
        if let figure = provision.whatWorks?.all {
            let words = "\(figure.percent) (\(figure.low) to \(figure.high)), of \(figure.placements) placements"
            figures.append((.objectivesAchieved, words))
        }
        all += figures.map { (.figure, $0.0.code, $0.1) }
        return all.compactMap { taxonomy, code, value in
            guard let term = taxonomy.terms.first(where: { $0.code == code }) else { return nil }
            return .object(leavingOutNil: [
                ("id", .string(UUID(named: "attribute \(provision.id.text) \(term.id.text)").text)),
                ("link_entity", "service"), ("link_id", .string(provision.id.text)),
                ("value", value.map { .string($0) }), ("taxonomy_term", Self.term(term)),
            ])
        }
    }
}

extension JSON {
    /// A member of an object; `nil` for what is none.
    subscript(_ name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }
}
