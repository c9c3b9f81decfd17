import Foundation
import Sipar
import Testing

/// Every error comes as its own case, with a text that says what to do. `foldVersion` and `malformed` stand behind a checksum that this
/// side cannot compute; the core's tests reach them.
@Suite struct ErrorTests {
    @Test func otherBytesAreNoPack() throws {
        for bytes in [Data("not a pack".utf8), Data()] {
            let error = try #require(loadError(bytes))
            guard case .notAPack(let message) = error else {
                Issue.record("\(error)")
                continue
            }
            #expect(message.contains("sipar compile"))
            #expect(error.localizedDescription == message)
        }
    }

    @Test(arguments: [64, 200, 1]) func aPackCutShortIsTruncated(length: Int) throws {
        let bytes = try TestData.packBytes("en-mini")
        let kept = length == 1 ? bytes.count - 1 : length
        guard case .truncated = try #require(loadError(bytes.prefix(kept))) else {
            Issue.record("\(kept) bytes")
            return
        }
    }

    @Test func whatFollowsAPackIsNoted() throws {
        let error = try #require(loadError(TestData.packBytes("en-mini") + Data([1, 2, 3])))
        guard case .trailingBytes(let message) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(message.contains("3 bytes"))
    }

    @Test func aChangedByteIsDamage() throws {
        var bytes = try TestData.packBytes("en-mini")
        bytes[bytes.count - 1] ^= 1
        let error = try #require(loadError(bytes))
        guard case .damaged = error else {
            Issue.record("\(error)")
            return
        }
    }

    @Test func aNewerFormatSaysToUpdate() throws {
        // Where the major version stands: docs/pack-format.md.
        var bytes = try TestData.packBytes("en-mini")
        bytes[16] = 99
        let error = try #require(loadError(bytes))
        guard case .newerFormat(let message) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(message.contains("99"))
    }

    @Test func onePackTwiceIsAnError() throws {
        let pack = try TestData.pack("en-mini")
        let error = try #require(buildError([pack, pack], Options()))
        guard case .duplicatePack(let message) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(message.contains("en-mini"))
        #expect(error.localizedDescription == message)
    }

    @Test(arguments: [0.0, -1, 1.5, .nan, .infinity]) func aThresholdOutsideItsRangeIsAnError(score: Double) throws {
        let options = Options(thresholds: [Threshold(category: "scam", level: .low, score: score)])
        let error = try #require(buildError([TestData.pack("en-mini")], options))
        guard case .threshold = error else {
            Issue.record("\(error)")
            return
        }
    }

    /// The core's tests hold its codes to the same rule.
    @Test func aCodeIsItsCasesName() {
        let loading: [LoadError] = [
            .notAPack(message: ""), .truncated(message: ""), .trailingBytes(message: ""), .newerFormat(message: ""),
            .foldVersion(message: ""), .damaged(message: ""), .malformed(message: ""),
        ]
        for error in loading {
            #expect(error.code == "pack.\(named(error))")
        }
        for error: BuildError in [.duplicatePack(message: ""), .threshold(message: ""), .tooManyPacks(message: "")] {
            #expect(error.code == "scorer.\(named(error))")
        }
    }

    /// `notAPack(message: "")` as `not-a-pack`.
    private func named(_ error: some Error) -> String {
        "\(error)".prefix { $0 != "(" }.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
    }

    private func loadError(_ bytes: Data) -> LoadError? {
        do {
            _ = try Pack(bytes)
            return nil
        } catch {
            return error as? LoadError
        }
    }

    private func buildError(_ packs: [Pack], _ options: Options) -> BuildError? {
        do {
            _ = try Scorer(packs: packs, options: options)
            return nil
        } catch {
            return error as? BuildError
        }
    }
}
