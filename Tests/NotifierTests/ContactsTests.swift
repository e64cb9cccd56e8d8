import Foundation
import ServiceKit
import Testing

@testable import Notifier

@Suite("Contacts", .timeLimit(.minutes(1)))
struct ContactsTests {
    private func problems(_ json: String) -> [String] {
        do {
            _ = try Contacts(json: Data(json.utf8))
            return []
        } catch {
            return error.problems.map(\.words)
        }
    }

    @Test("Every recipient has an address by audience and id")
    func finds() throws {
        let contacts = try NotifierBench.contacts()
        #expect(contacts.address(of: "agency-1", as: .referrer) == "agency@example.org")
        #expect(contacts.address(of: "here", as: .coordinator) == "here@example.org")
        #expect(contacts.address(of: "provider-1", as: .provider) == "provider@example.org")
        #expect(contacts.address(of: "agency-1", as: .provider) == nil)
        #expect(contacts.count == 8)
    }

    @Test("All that is wrong with the file is said at once, without repeating an address")
    func allProblems() {
        let found = problems(
            """
            {"agencies": {"a": "nonsense", "b": "x@y.org\\nBcc: z@z.org"}, "localities": {"c": ""}, "friends": {}}
            """)
        #expect(found.count == 5)
        #expect(found.filter { $0.contains("no usable e-mail address") }.count == 3)
        #expect(found.contains { $0.contains("“providers”") })
        #expect(found.contains { $0.contains("“friends”") })
        #expect(!found.contains { $0.contains("nonsense") || $0.contains("z@z.org") })
    }

    @Test(
        "A file of another shape is refused", arguments: ["", "[]", "{\"agencies\": 3}", "{\"agencies\": {\"a\": 1}}"])
    func wrongShape(_ json: String) {
        #expect(problems(json).count == 1)
    }

    @Test("The sample contacts can be used")
    func samples() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "ops/samples/contacts.json").path
        let contacts = try Contacts(file: path)
        #expect(contacts.address(of: "E07000081", as: .coordinator) != nil)
    }
}
