import Foundation
import SwiftProtobuf
import Testing

/// Compares today's descriptors with the last released ones (Contracts/Samples/released.binpb, written by
/// `ops/contracts --release`).
@Suite("Compatibility of the contracts", .timeLimit(.minutes(1)))
struct CompatibilityTests {
    @Test("Today's contracts break nobody who reads or writes the released ones")
    func nothingBreaks() throws {
        let released = try descriptors(Data(contentsOf: Samples.folder.appending(path: "released.binpb")))
        #expect(Compatibility.breaks(from: released, to: try today()) == [])
    }

    @Test("The check notices each kind of break", arguments: Break.allCases)
    func theCheckCanFail(_ kind: Break) throws {
        let today = try today()
        var changed = today
        kind.apply(to: &changed)
        #expect(Compatibility.breaks(from: today, to: changed).count == 1)
    }

    @Test("Adding an optional field breaks nobody")
    func addingIsFine() throws {
        let today = try today()
        var changed = today
        changed.file[0].messageType[0].field.append(
            .with {
                $0.name = "added"
                $0.number = 4000
                $0.type = .string
                $0.label = .optional
            })
        #expect(Compatibility.breaks(from: today, to: changed) == [])
    }

    enum Break: CaseIterable {
        case fieldRemoved, fieldRetyped, numberReused, messageRemoved, enumValueRemoved, madeRepeated

        func apply(to set: inout Google_Protobuf_FileDescriptorSet) {
            let file = set.file.firstIndex { $0.package == "referralhub.common.v1" } ?? 0
            switch self {
            case .fieldRemoved: set.file[file].messageType[0].field.removeFirst()
            case .fieldRetyped: set.file[file].messageType[0].field[0].type = .int64
            case .numberReused: set.file[file].messageType[0].field[0].name = "another_meaning"
            case .messageRemoved: set.file[file].messageType.removeLast()
            case .enumValueRemoved: set.file[file].enumType[0].value.removeLast()
            case .madeRepeated: set.file[file].messageType[0].field[0].label = .repeated
            }
        }
    }

    /// Asks protoc, so that the check sees the .proto files themselves.
    private func today() throws -> Google_Protobuf_FileDescriptorSet {
        let events = Samples.folder.deletingLastPathComponent().appending(path: "Events")
        let output = FileManager.default.temporaryDirectory.appending(path: "descriptors-\(UUID().uuidString).binpb")
        defer { try? FileManager.default.removeItem(at: output) }
        let protoc = Process()
        protoc.executableURL = URL(filePath: "/usr/bin/env")
        protoc.arguments =
            ["protoc", "-I", events.path, "--descriptor_set_out=\(output.path)"]
            + (try FileManager.default.contentsOfDirectory(atPath: events.path)).filter { $0.hasSuffix(".proto") }
            .sorted()
        try protoc.run()
        protoc.waitUntilExit()
        try #require(protoc.terminationStatus == 0, "protoc is missing or refuses the files: run ops/setup --tests")
        return try descriptors(Data(contentsOf: output))
    }

    private func descriptors(_ data: Data) throws -> Google_Protobuf_FileDescriptorSet {
        try Google_Protobuf_FileDescriptorSet(serializedBytes: data)
    }
}

/// The rules of growing: only add optional fields; never reuse a number; never take away.
enum Compatibility {
    static func breaks(
        from released: Google_Protobuf_FileDescriptorSet, to today: Google_Protobuf_FileDescriptorSet
    ) -> [String] {
        released.file.flatMap { old -> [String] in
            guard let new = today.file.first(where: { $0.package == old.package }) else {
                return ["package \(old.package) is gone"]
            }
            return messages(old.messageType, new.messageType, in: old.package)
                + enums(old.enumType, new.enumType, in: old.package)
        }
    }

    private static func messages(
        _ old: [Google_Protobuf_DescriptorProto], _ new: [Google_Protobuf_DescriptorProto], in scope: String
    ) -> [String] {
        old.flatMap { old -> [String] in
            let name = "\(scope).\(old.name)"
            guard let new = new.first(where: { $0.name == old.name }) else { return ["\(name) is gone"] }
            return fields(old.field, new.field, in: name)
                + messages(old.nestedType, new.nestedType, in: name) + enums(old.enumType, new.enumType, in: name)
        }
    }

    private static func fields(
        _ old: [Google_Protobuf_FieldDescriptorProto], _ new: [Google_Protobuf_FieldDescriptorProto], in scope: String
    ) -> [String] {
        old.flatMap { old -> [String] in
            let name = "\(scope).\(old.name) = \(old.number)"
            guard let new = new.first(where: { $0.number == old.number }) else { return ["\(name) is gone"] }
            if new.name != old.name { return ["\(name) means \(new.name) now"] }
            if new.type != old.type || new.typeName != old.typeName { return ["\(name) has another type"] }
            return new.label == old.label ? [] : ["\(name) is repeated where it was single, or the reverse"]
        }
    }

    private static func enums(
        _ old: [Google_Protobuf_EnumDescriptorProto], _ new: [Google_Protobuf_EnumDescriptorProto], in scope: String
    ) -> [String] {
        old.flatMap { old -> [String] in
            guard let new = new.first(where: { $0.name == old.name }) else { return ["\(scope).\(old.name) is gone"] }
            return old.value.compactMap { value in
                new.value.contains { $0.number == value.number && $0.name == value.name }
                    ? nil : "\(scope).\(old.name).\(value.name) = \(value.number) is gone or means something else"
            }
        }
    }
}
