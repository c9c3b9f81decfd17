import Foundation
import Sipar

/// `testdata/` of the repository: cases, golden packs and golden reports.
enum TestData {
    static let folder: URL = {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<5 { folder.deleteLastPathComponent() }
        return folder.appendingPathComponent("testdata", isDirectory: true)
    }()

    /// One line of `cases.jsonl`: what a reader expects of a text.
    struct Case: Decodable, Sendable {
        struct Find: Decodable, Hashable, Sendable {
            let entry: String
            let text: String
        }

        let id: String
        let packs: [String]
        let text: String
        let finds: [Find]
        let level: String
    }

    static func cases() throws -> [Case] {
        try lines("cases.jsonl").map { try JSONDecoder().decode(Case.self, from: Data($0.utf8)) }
    }

    /// The golden reports, each with the case it belongs to, in the order of the cases.
    static func goldenReports() throws -> [Substring] {
        try lines("golden/reports.jsonl")
    }

    static func packBytes(_ id: String) throws -> Data {
        try Data(contentsOf: folder.appendingPathComponent("golden/\(id).sipar"))
    }

    static func pack(_ id: String) throws -> Pack {
        try Pack(packBytes(id))
    }

    private static func lines(_ name: String) throws -> [Substring] {
        let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        return text.split(separator: "\n")
    }
}

/// Scorers by the packs they hold, each built once.
struct Scorers {
    private var built: [[String]: Scorer] = [:]

    mutating func scorer(_ ids: [String]) throws -> Scorer {
        if let scorer = built[ids] { return scorer }
        let scorer = try Scorer(packs: ids.map(TestData.pack))
        built[ids] = scorer
        return scorer
    }
}
