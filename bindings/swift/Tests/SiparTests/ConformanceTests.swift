import Sipar
import Testing

/// The suite that every language runs, all of it.
@Suite struct ConformanceTests {
    @Test func everyCaseFindsWhatItsAuthorExpects() throws {
        let cases = try TestData.cases()
        #expect(cases.count >= 400)
        var scorers = Scorers()
        for item in cases {
            let report = try scorers.scorer(item.packs).score(item.text)
            let found = report.findings.map { finding in
                TestData.Case.Find(entry: finding.entry, text: finding.text(in: item.text).map(String.init) ?? "no such place")
            }
            #expect(counted(found) == counted(item.finds), "\(item.id)")
            #expect("\(report.level)" == item.level, "\(item.id)")
        }
    }

    @Test func reportsEqualTheGoldenOnesToTheByte() throws {
        let cases = try TestData.cases()
        let golden = try TestData.goldenReports()
        #expect(golden.count == cases.count)
        var scorers = Scorers()
        for (line, item) in zip(golden, cases) {
            let json = try scorers.scorer(item.packs).score(item.text).toJSON()
            // By bytes: Swift's strings are equal when they only look alike.
            #expect(Array(line.utf8.suffix(json.utf8.count + 1)) == Array(json.utf8) + [UInt8(ascii: "}")], "\(item.id)")
            #expect(line.utf8.count > json.utf8.count)
        }
    }

    @Test func aBatchGivesTheReportsOfSingleCalls() throws {
        var scorers = Scorers()
        for (ids, cases) in try Dictionary(grouping: TestData.cases(), by: \.packs) {
            let scorer = try scorers.scorer(ids)
            let texts = cases.map(\.text)
            #expect(scorer.score(texts) == texts.map { scorer.score($0) })
        }
    }

    private func counted(_ finds: [TestData.Case.Find]) -> [TestData.Case.Find: Int] {
        finds.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}
