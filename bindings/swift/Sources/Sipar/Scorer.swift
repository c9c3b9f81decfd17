/// Scores texts with a set of packs. It keeps nothing of what it reads, costs nothing to copy, and many tasks may use one at a time.
///
/// ```swift
/// let scorer = try Scorer(packs: [pack])
/// let report = scorer.score(message)
/// if report.level >= .medium {
///     for finding in report.findings where finding.counted {
///         print(finding.text(in: message) ?? "", finding.reason)
///     }
/// }
/// ```
///
/// Build it once and keep it. Scoring cannot fail, and its time is linear in the text: a chat message takes microseconds. For whole
/// documents `scoreInBackground(_:)` keeps the main thread free.
public struct Scorer: Sendable {
    private let native: NativeScorer

    /// Builds a scorer. Without packs it finds nothing.
    ///
    /// - Throws: ``BuildError`` if two packs have one id, or a threshold lies outside its range or order.
    public init(packs: [Pack], options: Options = Options()) throws {
        self.init(try NativeScorer(packs: packs.map(\.native), options: options))
    }

    init(_ native: NativeScorer) {
        self.native = native
    }

    /// Scores a text. At most 2 GiB of it are read.
    public func score(_ text: String) -> Report {
        native.score(text: Scorer.crossing(text))
    }

    /// Scores texts in one call: a report for each, in their order.
    public func score(_ texts: some Sequence<String>) -> [Report] {
        native.scoreAll(texts: texts.map(Scorer.crossing))
    }

    /// Scores a text away from the caller's actor, with the caller's priority.
    public func scoreInBackground(_ text: String) async -> Report {
        await Task.detached(priority: Task.currentPriority) { score(text) }.value
    }

    /// Scores texts away from the caller's actor, with the caller's priority: a report for each, in their order.
    public func scoreInBackground(_ texts: [String]) async -> [Report] {
        await Task.detached(priority: Task.currentPriority) { score(texts) }.value
    }

    /// Lengths cross as 32-bit numbers, and one that does not fit would end the process.
    private static func crossing(_ text: String) -> String {
        let most = Int(Int32.max)
        return text.utf8.count <= most ? text : String(decoding: text.utf8.prefix(most), as: UTF8.self)
    }
}
