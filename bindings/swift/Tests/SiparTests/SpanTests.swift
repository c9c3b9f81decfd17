import Foundation
import Sipar
import Testing

/// Places in a text, as Swift counts them.
@Suite struct SpanTests {
    @Test func aRangeCutsTheWordsThoughOtherLettersTakeMoreUnits() throws {
        let scorer = try Scorer(packs: [TestData.pack("en-mini")])
        for before in ["", "👩‍👩‍👧 ", "Привет! ", "e\u{301} — 𝒜 "] {
            let text = before + "Send the fee first, please."
            let finding = try #require(scorer.score(text).findings.first)
            #expect(finding.text(in: text) == "Send the fee first")
            #expect(finding.span.utf16.lowerBound == before.utf16.count)
            #expect((text as NSString).substring(with: NSRange(finding.span.utf16)) == "Send the fee first")
            #expect(finding.ranges(in: text).isEmpty == false)
        }
    }

    @Test func anotherTextHasNoSuchPlace() throws {
        let finding = try #require(
            Scorer(packs: [TestData.pack("en-mini")]).score("ok. Send the fee first").findings.first)
        #expect(finding.range(in: "short") == nil)
        #expect(finding.text(in: "") == nil)
        // The place would begin in the middle of a surrogate pair.
        #expect(finding.range(in: "123😀 and then enough of other text") == nil)
    }

    @Test func aReportHoldsPlacesAndNeverTheText() throws {
        let text = "Kanarienvogel: send the fee first, dear Kanarienvogel"
        let report = try Scorer(packs: [TestData.pack("en-mini")]).score(text)
        #expect(!report.findings.isEmpty)
        #expect(!report.toJSON().contains("Kanarienvogel"))
        #expect(!String(reflecting: report).contains("Kanarienvogel"))
    }
}
