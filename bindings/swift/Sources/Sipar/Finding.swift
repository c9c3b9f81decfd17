extension Finding {
    /// Where it stands in a text, from its beginning to its end; see ``Span/range(in:)``.
    ///
    /// - Parameter text: The text that was scored.
    /// - Returns: `nil` if this is some other text, in which the stretch does not exist.
    public func range(in text: String) -> Range<String.Index>? {
        span.range(in: text)
    }

    /// The stretches it is made of: one, or several where it has gaps or crosses sentences. This is what a view underlines.
    ///
    /// - Parameter text: The text that was scored.
    /// - Returns: None if this is some other text.
    public func ranges(in text: String) -> [Range<String.Index>] {
        (parts.isEmpty ? [span] : parts).compactMap { $0.range(in: text) }
    }

    /// The words it stands on, cut from the text. A report holds none itself.
    ///
    /// - Parameter text: The text that was scored.
    /// - Returns: `nil` if this is some other text, in which the stretch does not exist.
    public func text(in text: String) -> Substring? {
        range(in: text).map { text[$0] }
    }

    /// The id by which the user mutes its entry, for ``Options/muted``: `pack/entry`, without the pack's version.
    public var muteID: String {
        "\(pack.prefix { $0 != "@" })/\(entry)"
    }
}
