import Testing

@testable import ServiceKit

@Suite("Where two JSON values differ")
struct DifferenceTests {
    struct Row: Sendable {
        let new: String
        let old: String
        let pointers: [String]
    }

    static let table = [
        Row(new: #"{"a": 1, "b": [1, 2]}"#, old: #"{"b": [1, 2], "a": 1}"#, pointers: []),
        Row(new: #"{"a": {"b": 1, "c": 2}}"#, old: #"{"a": {"b": 2, "d": 2}}"#, pointers: ["/a/b", "/a/c", "/a/d"]),
        Row(new: #"{"a": [1, {"b": 2}]}"#, old: #"{"a": [1, {"b": 3}]}"#, pointers: ["/a/1/b"]),
        Row(new: #"{"a": [1]}"#, old: #"{"a": [1, 2]}"#, pointers: ["/a"]),
        Row(new: #"{"a": null}"#, old: #"{"a": {}}"#, pointers: ["/a"]),
        Row(new: #"{"a/b": 1, "c~d": 1}"#, old: #"{}"#, pointers: ["/a~1b", "/c~0d"]),
        Row(new: "1", old: "2", pointers: [""]),
    ]

    @Test(arguments: table) func pointers(_ row: Row) throws {
        let (new, old) = (try JSONBody(bytes: Array(row.new.utf8)).tree, try JSONBody(bytes: Array(row.old.utf8)).tree)
        #expect(new.differences(from: old) == row.pointers)
    }
}
