import Foundation
import Sipar
import Testing

@testable import App

/// What the screen shows, without the screen.
@MainActor @Suite struct CheckerTests {
    /// The test packs of the repository.
    let packs: PackFolder = {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<5 { folder.deleteLastPathComponent() }
        return PackFolder(url: folder.appendingPathComponent("testdata/golden", isDirectory: true))
    }()

    @Test func aNoticeHoldsTheWordsAndWhatStandsAround() async throws {
        let checker = Checker(packs: packs)
        checker.text = "Hello! Send the fee first, then wait."
        await checker.check()
        let notice = try #require(checker.notices.first)
        #expect(notice.words == "Send the fee first")
        #expect(notice.around.before == "Hello! ")
        #expect(notice.around.after == ", then wait.")
        #expect(!notice.finding.reason.isEmpty)
        #expect(checker.trouble == nil)
    }

    @Test func aFriendlyMessageHasNoNotice() async {
        let checker = Checker(packs: packs)
        checker.text = "See you at seven!"
        await checker.check()
        #expect(checker.notices.isEmpty)
    }

    @Test func whatIsHiddenStaysHiddenUntilAllIsShownAgain() async throws {
        let checker = Checker(packs: packs)
        checker.text = "Send the fee first"
        await checker.check()
        await checker.hide(try #require(checker.notices.first))
        #expect(checker.notices.isEmpty)
        #expect(checker.hidesSomething)
        await checker.showEverything()
        #expect(checker.notices.count == 1)
        await checker.hide(categoryOf: try #require(checker.notices.first))
        #expect(checker.notices.isEmpty)
    }

    @Test func anAnswerThatANewerMessageHasOvertakenIsDropped() async {
        let checker = Checker(packs: packs)
        checker.text = "Send the fee first"
        async let old: Void = checker.check()
        checker.text = "See you at seven!"
        await checker.check()
        await old
        #expect(checker.notices.isEmpty)
    }

    @Test func withoutPacksTheScreenSaysSo() {
        #expect(Checker(packs: PackFolder(url: nil)).trouble != nil)
    }
}
