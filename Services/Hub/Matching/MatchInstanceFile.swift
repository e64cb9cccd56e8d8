import Contracts
import Inclusion
import ServiceKit

/// A file with children who wait and places that are free: Contracts/API/matching.md.
///
/// Either `requests`, scored here among provisions as the directory has them, or `children` whose options are scored already,
/// among provisions of which only the places are known.
struct MatchInstanceFile {
    /// What is in it.
    let round: MatchRound
    /// Name and version of the rules that scored; `nil` when the file brings scores.
    let rules: String?

    /// Most entries of a list.
    private static let most = 1_000_000

    /// - Throws: `Failure` with everything that is wrong, each with its place in the file.
    init(_ bytes: [UInt8]) throws(Failure) {
        let body: FieldReader
        do { body = FieldReader(try JSONBody(bytes: bytes)) } catch {
            throw Failure("The file is not JSON.", error.detail)
        }
        if body.has("requests") || body.has("today") {
            let rules = body.optionalObject("rules")?.matchRules() ?? .standard
            let (requests, provisions) = Self.requests(body)
            let children = requests.map { WaitingChild($0, among: provisions, rules: rules) }
            round = try Self.round(body, children, provisions.map { OpenProvision($0) }, list: "requests")
            self.rules = rules.label
        } else {
            round = try Self.round(body, Self.children(body), Self.openProvisions(body), list: "children")
            rules = nil
        }
    }

    /// All problems at once: those of the file's form and those of what it says.
    private static func round(
        _ body: FieldReader, _ children: [WaitingChild], _ provisions: [OpenProvision], list: String
    ) throws(Failure) -> MatchRound {
        var problems: [FieldProblem] = []
        do { try body.finish() } catch { problems = error.errors }
        let places = Set(problems.map(\.pointer))
        problems += MatchRound.problems(children: children, provisions: provisions).map {
            let pointer = $0.pointer.hasPrefix("/children/") ? "/\(list)" + $0.pointer.dropFirst(9) : $0.pointer
            return FieldProblem(pointer: pointer, code: $0.code, detail: $0.words)
        }.filter { !places.contains($0.pointer) }
        if problems.isEmpty, let round = try? MatchRound(children: children, provisions: provisions) { return round }
        throw Failure(
            "The file was not matched: \(problems.count) \(problems.count == 1 ? "problem" : "problems").",
            advice: problems.map { "\($0.pointer.isEmpty ? "/" : $0.pointer): \($0.detail)" })
    }

    private static func children(_ body: FieldReader) -> [WaitingChild] {
        body.objects("children", min: 1, max: most).map { child in
            WaitingChild(
                id: child.string("id", max: 100),
                priority: MatchPriority(
                    child.optionalCode("priority", among: FieldReader.codes(PriorityClass.self)) ?? .other,
                    daysOutOfSchool: child.optionalInt("days_out_of_school", in: 0...3650) ?? 0,
                    requestedOn: child.has("requested_on") ? child.calendarDate("requested_on") : nil),
                options: child.objects("options", max: most).map {
                    MatchOption(
                        provision: $0.string("provision", max: 100), score: $0.int("score", in: 0...MatchRound.most))
                }, siblingsAt: ids(child, "siblings_at"))
        }
    }

    private static func openProvisions(_ body: FieldReader) -> [OpenProvision] {
        body.objects("provisions", min: 1, max: most).map {
            OpenProvision(
                id: $0.string("id", max: 100), name: $0.optionalString("name", max: 200),
                places: $0.int("places", in: 0...MatchRound.most))
        }
    }

    private static func requests(_ body: FieldReader) -> ([WaitingRequest], [Provision]) {
        let today = body.calendarDate("today")
        var known: Set<String> = []
        let provisions = body.objects("provisions", min: 1, max: 10_000).map { entry in
            var provision = entry.provision(known: &known)
            provision.taken = entry.optionalInt("taken", in: 0...10_000) ?? 0
            return provision
        }
        let requests = body.objects("requests", min: 1, max: most).map { entry in
            let lists = ["excluded_provisions", "wished_provisions", "known_provisions"].map { name in
                let named = ids(entry, name)
                if !named.isSubset(of: known) {
                    entry.note(name, code: "unknown_provision", "No provision in the list has one of these ids.")
                }
                return named
            }
            return WaitingRequest(
                id: entry.string("id", max: 100),
                request: MatchRequest(
                    facts: entry.object("facts").matchingFacts(), location: entry.optionalLocation("location"),
                    apKind: entry.optionalCode("kind", among: FieldReader.codes(ApKind.self)),
                    agency: entry.code("agency", among: agencies, standIn: .unspecified),
                    wantedStart: entry.calendarDate("wanted_start"),
                    sessionsAWeek: entry.int("sessions_a_week", in: 1...10), excludedProvisions: lists[0],
                    wishedProvisions: lists[1], knownProvisions: lists[2], today: today),
                requestedOn: entry.has("requested_on") ? entry.calendarDate("requested_on") : nil,
                siblingsAt: ids(entry, "siblings_at"))
        }
        return (requests, provisions)
    }

    private static func ids(_ entry: FieldReader, _ name: String) -> Set<String> {
        Set(entry.strings(name, max: 10_000, maxLength: 100))
    }

    private static let agencies = Dictionary(
        AgencyKind.known.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
}
