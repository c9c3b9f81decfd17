package org.sipar

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.Test

/** testdata/cases.jsonl as a reader expects it, and testdata/golden/reports.jsonl to the byte. */
class ConformanceTest {
    private val cases = Testdata.cases()
    private val golden = Testdata.lines("golden/reports.jsonl")

    @Test
    fun `the suite is whole`() {
        assertTrue(cases.size >= 400)
        assertEquals(cases.size, golden.size)
    }

    @TestFactory
    fun `every case`(): List<DynamicTest> = cases.zip(golden).map { (case, line) ->
        DynamicTest.dynamicTest(case["id"].asString) {
            val text = case["text"].asString
            val report = Testdata.scorer(case).score(text)
            assertTrue(line.endsWith("\"report\":${report.toJson()}}"), report.toJson())
            val expected = case["finds"].asJsonArray.map { it.asJsonObject }.map { it["entry"].asString to it["text"].asString }
            assertEquals(expected.sortedBy { it.toString() }, report.findings.map { it.entry to it.text(text)!! }.sortedBy { it.toString() })
            assertEquals(case["level"].asString, report.level.name.lowercase())
        }
    }

    @Test
    fun `many at once are as one by one`() {
        for ((packs, group) in cases.groupBy { it["packs"].toString() }) {
            val texts = group.map { it["text"].asString }
            val scorer = Testdata.scorer(group.first())
            assertEquals(texts.map(scorer::score), scorer.scoreAll(texts), packs)
        }
    }
}
