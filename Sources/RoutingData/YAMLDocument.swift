import Yams

/// A YAML file as a tree whose every branch knows its line.
enum YAMLDocument {
    /// Nobody writes rules or a calendar longer than this.
    static let mostBytes = 1 << 20

    /// - Throws: ``FileFaults`` with the one place at which it stops being YAML.
    static func read(_ text: String) throws(FileFaults) -> Node {
        guard text.utf8.count <= mostBytes else {
            throw FileFaults(all: [FileFault(line: 1, words: "The file is longer than a megabyte.")])
        }
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw FileFaults(all: [FileFault(line: 1, words: "The file is empty.")])
            }
            return node
        } catch let faults as FileFaults {
            throw faults
        } catch let error as YamlError {
            throw FileFaults(all: [fault(error)])
        } catch {
            throw FileFaults(all: [FileFault(line: 1, words: "The file is not YAML.")])
        }
    }

    private static func fault(_ error: YamlError) -> FileFault {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            FileFault(line: mark.line, words: "This is not YAML: \(problem).")
        case .duplicatedKeysInMapping(let keys, let context):
            FileFault(
                line: context.mark.line,
                words: "\(keys.map { "“\($0)”" }.joined(separator: ", ")) stands here twice.")
        default: FileFault(line: 1, words: "The file is not YAML.")
        }
    }
}

extension Node {
    /// Where it begins, counted from 1.
    var line: Int { mark?.line ?? 1 }
}
