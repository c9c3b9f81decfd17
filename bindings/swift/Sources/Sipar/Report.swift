extension Report {
    /// What no report judges, because no reading of words alone can tell: `speaker`, `intent`, `reach`, `truth`. Say so to people.
    public static var notAssessed: [String] { Sipar.notAssessed() }

    /// The report as one line of JSON, the same to the byte in every language that Sipar speaks.
    ///
    /// It has all three units of each span, and holds places, never words. The schema is `docs/report.schema.json`.
    public func toJSON() -> String {
        reportToJson(report: self)
    }
}

extension Level: Comparable {
    /// By how plainly the words show a technique: ``none`` first, ``high`` last.
    public static func < (a: Level, b: Level) -> Bool {
        a.rank < b.rank
    }

    private var rank: Int {
        switch self {
        case .none: 0
        case .low: 1
        case .medium: 2
        case .high: 3
        }
    }
}
