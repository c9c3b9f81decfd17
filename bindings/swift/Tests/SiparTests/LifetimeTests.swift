import Foundation
import Sipar
import Testing

/// Objects on the other side of the border live as long as Swift holds them, and no longer.
@Suite(.serialized) struct LifetimeTests {
    #if os(Linux)
    @Test func aHundredThousandScorersLeaveNothingBehind() throws {
        let bytes = try TestData.packBytes("en-mini")
        func cycles(_ count: Int) throws {
            for _ in 0..<count {
                let scorer = try Scorer(packs: [Pack(bytes)])
                guard scorer.score("Send the fee first").findings.count == 1 else {
                    Issue.record("nothing found")
                    return
                }
            }
        }
        // What an allocator keeps for itself is there after the first thousand.
        try cycles(1_000)
        let before = try residentBytes()
        try cycles(100_000)
        let growth = try residentBytes() - before
        print("figure: 100,000 create/close cycles grow the process by \(growth / 1024) KiB")
        // Even ten bytes a cycle would be more than this.
        #expect(growth < 1_000_000)
    }

    private func residentBytes() throws -> Int {
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return try #require(Int(pages[1])) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
    #endif

    @Test func aScorerKeepsItsPackAndACopyItsScorer() throws {
        var pack: Pack? = try TestData.pack("en-mini")
        var scorer: Scorer? = try Scorer(packs: [#require(pack)])
        pack = nil
        let copy = try #require(scorer)
        scorer = nil
        #expect(copy.score("Send the fee first").level == .low)
    }
}
