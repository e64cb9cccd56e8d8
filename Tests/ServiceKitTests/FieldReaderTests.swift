import HTTPTypes
import Testing

@testable import ServiceKit

@Suite("Field reader", .timeLimit(.minutes(1)))
struct FieldReaderTests {
    enum Need: String, Sendable { case semh, asd }
    private let needs = ["SEMH": Need.semh, "ASD": Need.asd]

    private func reader(_ text: String) throws -> FieldReader { FieldReader(try JSONBody(bytes: Array(text.utf8))) }

    /// What `finish` says, as `pointer code`.
    private func faults(_ reader: FieldReader) -> [String] {
        do throws(Problem) {
            try reader.finish()
            return []
        } catch {
            return error.errors.map { "\($0.pointer) \($0.code)" }
        }
    }

    @Test func readsAWholeBody() throws {
        let reader = try reader(
            """
            {"child": {"given_name": "  Ada ", "date_of_birth": "2014-02-28", "upn": null},
             "level": 3, "urgent": false, "needs": ["SEMH", "ASD"], "notes": ["one\\ntwo"],
             "contacts": [{"kind": "parent"}, {"kind": "carer"}]}
            """)
        let child = reader.object("child")
        #expect(child.string("given_name", max: 100) == "Ada")
        #expect(child.date("date_of_birth").description == "2014-02-28")
        #expect(child.optionalString("upn", max: 13) == nil)
        #expect(reader.int("level", in: 1...4) == 3)
        #expect(reader.bool("urgent") == false)
        #expect(reader.codes("needs", max: 5, among: needs) == [.semh, .asd])
        #expect(reader.strings("notes", max: 3, maxLength: 20, multiline: true) == ["one\ntwo"])
        #expect(
            reader.objects("contacts", max: 3).map { $0.code("kind", of: ["parent", "carer"]) } == ["parent", "carer"])
        #expect(faults(reader) == [])
    }

    @Test func tellsEverythingAtOnce() throws {
        let reader = try reader(
            """
            {"child": {"given_name": "", "date_of_birth": "2023-02-29", "extra": 1}, "level": 9, "urgent": "yes",
             "needs": ["SEMH", "XX", "SEMH", 4], "contacts": [{}, 7], "odd/na~me": 1}
            """)
        let child = reader.object("child")
        _ = child.string("given_name", max: 100)
        _ = child.string("family_name", max: 100)
        _ = child.date("date_of_birth")
        child.note("upn", code: "check_character", "The UPN does not add up.")
        _ = reader.int("level", in: 1...4)
        _ = reader.bool("urgent")
        _ = reader.codes("needs", max: 5, among: needs)
        for contact in reader.objects("contacts", max: 3) { _ = contact.code("kind", of: ["parent"]) }
        _ = reader.object("referrer").string("role", max: 10)
        #expect(
            faults(reader) == [
                "/child/given_name required", "/child/family_name required", "/child/date_of_birth not_a_date",
                "/child/upn check_character", "/level out_of_range", "/urgent wrong_type", "/needs/1 unknown_code",
                "/needs/2 repeated", "/needs/3 wrong_type", "/contacts/1 wrong_type", "/contacts/0/kind required",
                "/referrer required", "/odd~1na~0me unknown_field", "/child/extra unknown_field",
            ])
    }

    @Test func isLetGoWhenAllIsRead() throws {
        weak var outer: FieldReader?
        weak var inner: FieldReader?
        do {
            let reader = try reader(#"{"child": {"name": "Ada"}, "contacts": [{}]}"#)
            let child = reader.object("child")
            _ = child.string("name", max: 10)
            _ = reader.objects("contacts", max: 3)
            try reader.finish()
            (outer, inner) = (reader, child)
        }
        #expect(outer == nil && inner == nil)
    }

    @Test func neverRepeatsAValue() throws {
        let reader = try reader(#"{"name": "Zebedee\u0007", "code": "Zebedee", "date": "Zebedee"}"#)
        _ = reader.string("name", max: 3)
        _ = reader.code("code", of: ["a"])
        _ = reader.date("date")
        let problem = try #require(throws: Problem.self) { try reader.finish() }
        #expect(!problem.json(instance: nil).text.contains("Zebedee"))
        #expect(problem.status == .unprocessableContent)
    }

    @Test(arguments: [
        (#"{"v": 5}"#, "wrong_type"), (#"{"v": "a\u0000b"}"#, "control_character"),
        (#"{"v": "a\nb"}"#, "control_character"),
        (#"{"v": "\u202eabc"}"#, "control_character"), (#"{"v": "abcdef"}"#, "too_long"), (#"{"v": "a"}"#, "too_short"),
        (#"{"v": "   "}"#, "required"), (#"{"v": null}"#, "required"), (#"{}"#, "required"),
    ])
    func checksText(_ text: String, _ code: String) throws {
        let reader = try reader(text)
        #expect(reader.string("v", min: 2, max: 5) == "")
        #expect(faults(reader) == ["/v \(code)"])
    }

    @Test func countsCharactersNotBytes() throws {
        let reader = try reader(#"{"v": "éééééé"}"#)
        #expect(reader.string("v", max: 6) == "éééééé")
        #expect(faults(reader) == [])
    }

    @Test(arguments: ["1.5", "\"3\"", "1e300", "true", "[1]"])
    func takesOnlyWholeNumbers(_ value: String) throws {
        let reader = try reader("{\"v\": \(value)}")
        _ = reader.int("v", in: 0...10)
        #expect(faults(reader) == ["/v wrong_type"])
    }

    @Test(arguments: [
        "2026-11-22", "2024-02-29", "2000-02-29",
    ])
    func knowsDaysThatExist(_ text: String) { #expect(CalendarDay(text)?.description == text) }

    @Test(arguments: [
        "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-01", "26-01-01", "2026/01/01",
        "2026-01-01T00:00:00Z", "", "२०२६-०१-०१",
    ])
    func knowsDaysThatDoNot(_ text: String) { #expect(CalendarDay(text) == nil) }

    @Test func limitsLists() throws {
        let reader = try reader(#"{"a": [1,2,3], "b": [], "c": {}}"#)
        _ = reader.strings("a", max: 2, maxLength: 5)
        _ = reader.strings("b", min: 1, max: 2, maxLength: 5)
        _ = reader.strings("c", max: 2, maxLength: 5)
        _ = reader.strings("d", min: 1, max: 2, maxLength: 5)
        #expect(faults(reader) == ["/a too_many", "/b too_few", "/c wrong_type", "/d required"])
    }

    @Test func wantsAnObject() throws {
        let reader = try reader("[1]")
        _ = reader.string("name", max: 10)
        #expect(faults(reader) == [" wrong_type"])
    }

    @Test func namesOfTheWritersOwn() throws {
        let body = try JSONBody(
            bytes: Array(#"{"a": {"x/y": "one", "z": "two"}, "b": {"x/y": "three", "z": 1}, "c": []}"#.utf8))
        let reader = FieldReader(body)
        #expect(reader.namedCodes("a", max: 2, among: ["one": 1, "two": 2]) == ["x/y": 1, "z": 2])
        #expect(reader.namedCodes("nothing", max: 2, among: ["one": 1]) == [:])
        _ = reader.namedCodes("a", max: 1, among: ["one": 1])
        _ = reader.namedCodes("b", max: 2, among: ["one": 1])
        _ = reader.namedCodes("c", max: 2, among: ["one": 1])
        let problem = try #require(throws: Problem.self) { try reader.finish() }
        #expect(problem.errors.map(\.pointer) == ["/a", "/b/x~1y", "/b/z", "/c"])
        #expect(problem.errors.map(\.code) == ["too_many", "unknown_code", "wrong_type", "wrong_type"])
    }
}
