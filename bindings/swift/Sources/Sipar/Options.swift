extension Options {
    /// What the user decides; whatever is left out stays as the packs say.
    ///
    /// - Parameters:
    ///   - muted: Entries that never fire, as `pack/entry`; ``Finding/muteID`` gives one.
    ///   - mutedCategories: Categories that never fire, by id.
    ///   - thresholds: Thresholds that replace the packs'.
    ///   - uiLanguage: The language (BCP 47) of reasons; where no pack has it, English.
    public init(
        muted: [String] = [], mutedCategories: [String] = [], thresholds: [Threshold] = [], uiLanguage: String? = nil
    ) {
        self.init(
            muted: muted, mutedCategories: mutedCategories, thresholds: thresholds, sensitivity: .standard,
            uiLanguage: uiLanguage)
    }
}
