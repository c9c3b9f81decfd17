import Foundation
import Sipar
import Testing

/// One scorer, many users of it at once.
@Suite struct ConcurrencyTests {
    @Test func tasksShareAScorer() async throws {
        let scorer = try Scorer(packs: [TestData.pack("en-mini"), TestData.pack("ru-mini")])
        let texts = try TestData.cases().map(\.text)
        let expected = texts.map { scorer.score($0).toJSON() }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for offset in 0..<8 {
                group.addTask {
                    texts.indices.filter { index in
                        let index = (index + offset * 61) % texts.count
                        return scorer.score(texts[index]).toJSON() != expected[index]
                    }.count
                }
            }
            for try await wrong in group {
                #expect(wrong == 0)
            }
        }
    }

    @Test func threadsShareAScorerThatIsDroppedMeanwhile() throws {
        var scorer: Scorer? = try Scorer(packs: [TestData.pack("en-mini")])
        let done = DispatchSemaphore(value: 0)
        let wrong = Counter()
        for _ in 0..<8 {
            guard let shared = scorer else { return }
            Thread {
                for _ in 0..<500 where shared.score("Send the fee first").level != .low { wrong.add() }
                done.signal()
            }.start()
        }
        scorer = nil
        for _ in 0..<8 { done.wait() }
        #expect(wrong.count == 0)
    }

    @MainActor @Test func theBackgroundGivesTheSameReport() async throws {
        let scorer = try Scorer(packs: [TestData.pack("en-mini")])
        let text = "Send the fee first"
        let one = await scorer.scoreInBackground(text)
        #expect(one == scorer.score(text))
        let many = await scorer.scoreInBackground([text, "ok"])
        #expect(many == scorer.score([text, "ok"]))
    }
}

/// A number that threads add to.
private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var value = 0

    func add() { lock.withLock { value += 1 } }
    var count: Int { lock.withLock { value } }
}
