import ServiceKit

/// What of a feed's service may be shown to everybody: what the standard calls a description of the service, and nobody
/// who works there.
enum PublicService {
    /// The service without people: names, addresses and numbers of contacts are neither kept nor published.
    static func withoutPeople(_ service: JSON) -> JSON {
        guard case .object(let members) = service else { return .object([]) }
        return .object(
            members.filter { kept.contains($0.name) && !isEmpty($0.value) }
                .map { JSON.Member($0.name, cleaned($0.value)) })
    }

    /// Members of a service that are kept; the hub writes the others itself.
    private static let kept: Set<String> = [
        "alternate_name", "description", "url", "interpretation_services", "application_process", "fees_description",
        "fees", "accreditations", "eligibility_description", "alert", "schedules", "service_areas", "cost_options",
        "languages", "required_documents", "service_at_locations", "attributes",
    ]

    /// Members that lead to a person, wherever they stand.
    private static let personal: Set<String> = [
        "contacts", "contact", "phones", "phone", "email", "assurer_email", "metadata", "telephone",
    ]

    /// Real feeds name every member, and say nothing in most of them.
    private static func isEmpty(_ value: JSON) -> Bool { value == .null || value == .string("") }

    private static func cleaned(_ value: JSON) -> JSON {
        switch value {
        case .object(let members):
            .object(
                members.filter { !personal.contains($0.name) && !isEmpty($0.value) }
                    .map { JSON.Member($0.name, cleaned($0.value)) })
        case .array(let items): .array(items.map(cleaned))
        default: value
        }
    }
}
