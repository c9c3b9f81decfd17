import Foundation
@testable import Sipar
import Testing

/// What crossing the border costs.
@Suite(.serialized) struct OverheadTests {
    /// Native time is taken from the same library in the same run: one call that scores as many texts and brings nothing back.
    @Test func aCleanMessageCostsAtMostTwentyMicrosecondsMore() throws {
        let scorer = try NativeScorer(packs: [TestData.pack("en-mini").native], options: Options())
        let message = "See you at the station at seven, bring the umbrella!"
        #expect(message.utf8.count == 52)
        #expect(scorer.score(text: message).findings.isEmpty)
        let count = 20_000
        let joined = Array(repeating: message, count: count).joined(separator: "\u{0}")
        let bytes = Data(joined.utf8)
        let native = fastest { #expect(scorer.scoreJoined(texts: bytes, separator: 0).heads.isEmpty) } / Double(count)
        let scorerOfUsers = Scorer(scorer)
        let single = fastest { for _ in 0..<count { _ = scorerOfUsers.score(message) } } / Double(count)
        let texts = Array(repeating: message, count: count)
        let batch = fastest { _ = scorerOfUsers.score(texts) } / Double(count)
        print("figure: a clean message of 52 bytes: native \(micro(native)), a call \(micro(single)), in a batch \(micro(batch))")
        #expect(single - native <= 20e-6)
    }

    /// The least of several rounds: what the machine does beside is not ours.
    private func fastest(_ work: () -> Void) -> Double {
        (0..<7).map { _ in
            let time = ContinuousClock().measure(work).components
            return Double(time.seconds) + Double(time.attoseconds) / 1e18
        }.min() ?? .infinity
    }

    private func micro(_ seconds: Double) -> String {
        "\((seconds * 1e8).rounded() / 100) µs"
    }
}
