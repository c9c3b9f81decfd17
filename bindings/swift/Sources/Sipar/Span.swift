/// A stretch of the scored text, in UTF-16 units.
///
/// It holds whole code points, plus the marks and ignorables attached after them. Ask for a Swift range with
/// ``range(in:)``; ``utf16`` serves `NSRange`, `UITextView` and other hosts.
public struct Span: Hashable, Sendable {
    let units: SpanUnits

    init(units: SpanUnits) {
        self.units = units
    }

    /// Where it stands, in UTF-16 units from the text's beginning.
    public var utf16: Range<Int> {
        Int(units.utf16Start)..<max(Int(units.utf16Start), Int(units.utf16End))
    }

    /// The same stretch as a range of a text, ready for a subscript.
    ///
    /// - Parameter text: The text that was scored.
    /// - Returns: `nil` if this is some other text, in which the stretch does not exist.
    public func range(in text: String) -> Range<String.Index>? {
        let view = text.utf16
        guard
            let start = view.index(view.startIndex, offsetBy: utf16.lowerBound, limitedBy: view.endIndex),
            let end = view.index(start, offsetBy: utf16.count, limitedBy: view.endIndex),
            let lower = start.samePosition(in: text.unicodeScalars),
            let upper = end.samePosition(in: text.unicodeScalars)
        else { return nil }
        return lower..<upper
    }
}
