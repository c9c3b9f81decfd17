import Sipar
import Testing

/// What the user decides.
@Suite struct OptionsTests {
    let text = "Send the fee first"

    @Test func anEntryIsMutedByTheIDThatItsFindingGives() throws {
        let packs = [try TestData.pack("en-mini")]
        let finding = try #require(Scorer(packs: packs).score(text).findings.first)
        #expect(finding.muteID == "en-mini/scam.en.fee-first")
        let muted = try Scorer(packs: packs, options: Options(muted: [finding.muteID]))
        #expect(muted.score(text).findings.isEmpty)
    }

    @Test func aCategoryIsMuted() throws {
        let scorer = try Scorer(packs: [TestData.pack("en-mini")], options: Options(mutedCategories: ["scam"]))
        let report = scorer.score(text)
        #expect(report.findings.isEmpty)
        #expect(report.score == 0)
        #expect(report.level == .none)
    }

    @Test func sensitivityAndThresholdsMoveLevelsAndNoScores() throws {
        let packs = [try TestData.pack("en-mini")]
        let standard = try Scorer(packs: packs).score(text)
        let more = try Scorer(packs: packs, options: Options(sensitivity: .more)).score(text)
        var options = Options()
        options.thresholds.append(Threshold(category: "scam", level: .medium, score: 0.3))
        let moved = try Scorer(packs: packs, options: options).score(text)
        #expect((standard.level, more.level, moved.level) == (.low, .medium, .medium))
        #expect(standard.score == more.score)
        #expect(standard.score == moved.score)
    }

    @Test func aPackTellsAllOfItsEntries() throws {
        let pack = try TestData.pack("en-mini")
        #expect(pack.id == "en-mini")
        #expect(pack.languages == ["en"])
        #expect(pack.entries.contains { $0.id == "scam.en.fee-first" && !$0.gloss.isEmpty })
        #expect(pack.categories.contains { $0.id == "scam" })
    }

    @Test func aReportSaysWhatItLeavesUnjudged() throws {
        let json = try Scorer(packs: []).score(text).toJSON()
        let listed = Report.notAssessed.map { "\"\($0)\"" }.joined(separator: ",")
        #expect(json.contains("\"notAssessed\":[\(listed)]"))
        #expect(!listed.isEmpty)
    }

    @Test func levelsAscend() {
        #expect(Level.allCases.sorted() == [.none, .low, .medium, .high])
        #expect(Level.medium > .low)
    }
}
