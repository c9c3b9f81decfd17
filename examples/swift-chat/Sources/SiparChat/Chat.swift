import Sipar

/// The conversation as this program sees it: packs, and what the person hid since it began.
struct Chat {
    private let packs: [Pack]
    private var options = Options()
    private var scorer: Scorer
    /// What `/hide N` mutes, by the order in which notices were shown.
    private var shown: [[String]] = []

    /// `nil` if the packs cannot be used together.
    init?(packs: [Pack]) {
        guard let scorer = try? Scorer(packs: packs) else { return nil }
        self.packs = packs
        self.scorer = scorer
    }

    /// The lines to print under one line of input.
    mutating func answer(to line: String) -> [String] {
        let words = line.split(separator: " ")
        switch words.first {
        case "/hide": return hide(words.dropFirst().first.flatMap { Int($0) })
        case "/show":
            options.muted = []
            return rebuilt("Everything is shown again.")
        default: return notices(under: line.split(separator: ":", maxSplits: 1).last.map(String.init) ?? line)
        }
    }

    private mutating func notices(under text: String) -> [String] {
        let report = scorer.score(text)
        guard report.level > .none else { return [] }
        return report.findings.filter(\.counted).map { finding in
            // Whatever lies under a finding would count in its place.
            let place = finding.span.utf16
            shown.append(report.findings.filter { $0.span.utf16.overlaps(place) }.map(\.muteID))
            return "  [\(shown.count)] \(finding.reason) “\(finding.text(in: text) ?? "")” (\(finding.category), \(report.level))"
        }
    }

    private mutating func hide(_ number: Int?) -> [String] {
        guard let number, shown.indices.contains(number - 1) else { return ["  There is no such notice."] }
        options.muted += shown[number - 1]
        return rebuilt("Hidden until the program ends.")
    }

    private mutating func rebuilt(_ answer: String) -> [String] {
        guard let rebuilt = try? Scorer(packs: packs, options: options) else { return ["  These options cannot be used."] }
        scorer = rebuilt
        return ["  " + answer]
    }
}
