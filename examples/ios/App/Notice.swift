import Foundation
import Sipar

/// One finding as a person reads it: the words, the reason, and how plainly, in words and never as a number.
struct Notice: Identifiable, Sendable {
    let id: Int
    let finding: Finding
    /// What hiding it must mute: its entry, and whatever lies under it, which would count in its place.
    let mutes: [String]
    /// The words it stands on.
    let words: String
    /// What stands around them in the message.
    let around: (before: String, after: String)
    /// How plainly the words show it.
    let plainness: String
    /// Where context lowered or raised it, by name.
    let context: [String]
    /// Whether no native reader has reviewed the pack.
    let unreviewed: Bool

    /// `nil` if the finding is of some other text.
    init?(id: Int, _ finding: Finding, in text: String, _ report: Report) {
        guard let range = finding.range(in: text) else { return nil }
        self.id = id
        self.finding = finding
        let place = finding.span.utf16
        mutes = report.findings.filter { $0.span.utf16.overlaps(place) }.map(\.muteID)
        words = String(text[range])
        around = (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
        let level = report.categories.first { $0.id == finding.category }?.level ?? report.level
        plainness = Notice.plainness(of: level)
        context = finding.context.map(\.rule)
        unreviewed = report.experimental.contains { finding.pack.hasPrefix($0 + "@") }
    }

    private static func plainness(of level: Level) -> String {
        switch level {
        case .none, .low: "The words hint at it"
        case .medium: "The words show it"
        case .high: "The words show it plainly"
        }
    }
}
