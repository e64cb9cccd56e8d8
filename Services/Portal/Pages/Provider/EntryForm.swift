import FoundationEssentials
import Inclusion
import ServiceKit

/// What a provider says of itself in the directory, as a form: the entry is a service of Open Referral UK, of which only
/// these things are changed here.
enum EntryForm {
    /// What a service says in its own fields, by the names both have.
    private static let texts = ["name", "description", "eligibility_description", "application_process", "url"]
    private static let figures: [DirectoryFigure] = [.sessionsAWeek, .weeklyHours, .waitDays]

    /// What is asked of every entry; of one that lacks them also its kind and registration, which are the authority's to
    /// change once they have been said.
    static func page(missing: [EntryGap]) -> FormPage {
        let asked = missing.compactMap { gap in field(of: gap).flatMap { name in first.first { $0.name == name } } }
        return FormPage(
            heading: "Change our entry",
            explains: [
                "Coordinators read this at once, and whoever looks into the public directory once it is there: write "
                    + "nothing about children here."
            ],
            fields: description + asked + places, button: "Change our entry")
    }

    private static let description = [
        Field("name", "Name", .text(), at: "/name"),
        Field("description", "What you offer", .passage(limit: 4000), at: "/description", isOptional: true),
        Field(
            "eligibility_description", "Who it is for", .passage(rows: 3, limit: 4000), at: "/eligibility_description",
            isOptional: true),
        Field(
            "application_process", "How a child comes to you", .passage(rows: 3, limit: 4000),
            at: "/application_process", isOptional: true),
        Field("url", "Web page", .text(), at: "/url", isOptional: true),
    ]

    private static let first = [
        Field("kind", "Kind of provision", .radios(choices(.kind)), at: "/kind", heading: "What you are"),
        Field("registered", "Are you a registered school?", .yesNo, at: "/registered"),
    ]

    private static let places = [
        Field("minimum_age", "Youngest", .number, at: "/minimum_age", hint: "Years", heading: "Who you take"),
        Field("maximum_age", "Oldest", .number, at: "/maximum_age", hint: "Years, 25 at most"),
        Field("key_stage", "Key stages", .checkboxes(choices(.keyStage)), at: "/key_stage"),
        Field("need", "Needs", .checkboxes(choices(.need)), at: "/need"),
        Field(
            "sessions_a_week", "Most sessions a week for one child", .number, at: "/sessions_a_week",
            hint: "A session is a morning or an afternoon: 1 to 10", heading: "A place"),
        Field("weekly_hours", "Hours a week for one child", .number, at: "/weekly_hours"),
        Field("wait_days", "Days until a child can usually start", .number, at: "/wait_days"),
        Field(
            "places", "Places", .number, at: "/places",
            hint: "Counts for every half day as long as you set no calendar under “Our places”."),
    ]

    /// The field in which what is missing is said; `nil` for what a provider cannot say.
    static func field(of gap: EntryGap) -> String? {
        switch gap {
        case .kind: "kind"
        case .keyStages: "key_stage"
        case .needs: "need"
        case .sessionsAWeek: "sessions_a_week"
        case .weeklyHours: "weekly_hours"
        case .registered: "registered"
        case .assurance: nil
        }
    }

    private static func choices(_ taxonomy: DirectoryTaxonomy) -> [Field.Choice] {
        taxonomy.terms.map { Field.Choice($0.code, $0.words.startingLarge) }
    }

    /// The form's answers as a service says them now.
    static func answers(of service: JSON) -> JSON {
        var answers = JSON.object(
            (texts + ["minimum_age", "maximum_age"]).compactMap { name in
                service.at(name).map { JSON.Member(name, $0) }
            })
        let attributes = service.at("attributes")?.items ?? []
        for taxonomy in [DirectoryTaxonomy.keyStage, .need] {
            let codes = attributes.compactMap { term($0)?.0 == taxonomy ? term($0)?.1 : nil }
            answers = answers.setting(.strings(codes), at: "/\(short(taxonomy))")
        }
        for figure in figures {
            let own = attributes.first { term($0)?.0 == .figure && term($0)?.1 == figure.code }
            if let value = own?.at("value")?.words.flatMap({ Int64($0) }) {
                answers = answers.setting(.int(value), at: "/\(figure.code)")
            }
        }
        if let places = service.at("capacities/0/maximum") { answers = answers.setting(places, at: "/places") }
        return answers
    }

    /// The service with these answers in it.
    /// - Parameter organisation: whose entry it is, as its people's tokens say; what is published has no name for it.
    static func service(_ service: JSON, with answers: JSON, of organisation: String) -> JSON {
        let kept = (service.at("attributes")?.items ?? []).filter { attribute in
            guard let (taxonomy, code) = term(attribute) else { return true }
            return ![.keyStage, .need].contains(taxonomy)
                && !(taxonomy == .figure && figures.map(\.code).contains(code))
        }
        let terms = [DirectoryTaxonomy.keyStage, .need].flatMap { taxonomy in
            (answers.at(short(taxonomy))?.strings ?? []).map { attribute(taxonomy, $0) }
        }
        let numbers = figures.compactMap { figure in
            answers.at(figure.code).map { attribute(.figure, figure.code, $0.words ?? "\($0.number ?? 0)") }
        }
        let kind = answers.at("kind")?.words.map { attribute(.kind, $0) }
        let registered = answers.at("registered").map {
            attribute(.figure, DirectoryFigure.registered.code, $0 == .bool(true) ? "true" : "false")
        }
        var changed = service.without("attributes", "capacities", "organization")
        for name in texts + ["minimum_age", "maximum_age"] {
            changed = answers.at(name).map { changed.setting($0, at: "/\(name)") } ?? changed.without(name)
        }
        changed = changed.setting(
            .array(kept + [kind, registered].compactMap { $0 } + terms + numbers), at: "/attributes")
        changed = changed.setting(
            (service.at("organization") ?? .object([])).with([
                "organization_identifiers": [
                    ["identifier_scheme": "referral-hub", "identifier": .string(organisation)]
                ]
            ]), at: "/organization")
        return changed.setting([capacity(service.at("capacities/0"), answers.at("places") ?? 0)], at: "/capacities")
    }

    /// What is free changes as much as what there is.
    private static func capacity(_ old: JSON?, _ places: JSON) -> JSON {
        let free = old?.at("available")?.number ?? 0
        let more = (places.number ?? 0) - (old?.at("maximum")?.number ?? 0)
        return (old ?? .object([])).with(["maximum": places, "available": .number(max(0, free + more))])
    }

    /// Where on the form that belongs which was found wrong in the service that was sent.
    static func placed(_ errors: [FieldProblem], in sent: JSON) -> [FieldProblem] {
        errors.map { error in
            FieldProblem(pointer: place(of: error, in: sent), code: error.code, detail: error.detail)
        }
    }

    private static func place(of error: FieldProblem, in sent: JSON) -> String {
        let names = error.pointer.split(separator: "/").map(String.init)
        switch names.first {
        case "capacities": return "/places"
        case "attributes":
            if names.count > 1, let attribute = sent.at("attributes/\(names[1])"),
                let (taxonomy, code) = term(attribute)
            {
                return taxonomy == .figure ? "/\(code)" : "/\(short(taxonomy))"
            }
            return EntryGap(rawValue: error.code).flatMap(field).map { "/\($0)" } ?? ""
        default: return error.pointer
        }
    }

    /// The taxonomy and the code of an attribute, when it is one of the hub's.
    static func term(_ attribute: JSON) -> (DirectoryTaxonomy, String)? {
        let term = attribute.at("taxonomy_term")
        guard let name = term?.at("taxonomy")?.words ?? term?.at("taxonomy_detail/name")?.words,
            let taxonomy = DirectoryTaxonomy(rawValue: name), let code = term?.at("code")?.words
        else { return nil }
        return (taxonomy, code)
    }

    private static func attribute(_ taxonomy: DirectoryTaxonomy, _ code: String, _ value: String? = nil) -> JSON {
        .object(leavingOutNil: [
            ("value", value.map { .string($0) }),
            ("taxonomy_term", ["taxonomy": .string(taxonomy.rawValue), "code": .string(code)]),
        ])
    }

    /// Such as `need`.
    private static func short(_ taxonomy: DirectoryTaxonomy) -> String {
        switch taxonomy {
        case .need: "need"
        case .kind: "kind"
        default: "key_stage"
        }
    }
}
