package org.sipar

import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.io.File

/** The suite that every language runs. */
internal object Testdata {
    val root = File(System.getProperty("sipar.root") ?: error("run by Maven, which says where the repository is"))
    private val folder = root.resolve("testdata")

    fun lines(name: String): List<String> = folder.resolve(name).readLines()

    fun cases(): List<JsonObject> = lines("cases.jsonl").map { JsonParser.parseString(it).asJsonObject }

    fun bytes(pack: String): ByteArray = folder.resolve("golden/$pack.sipar").readBytes()

    private val packs = HashMap<String, Pack>()
    private val scorers = HashMap<List<String>, Scorer>()

    fun pack(id: String): Pack = packs.getOrPut(id) { Pack.load(bytes(id)) }

    fun scorer(vararg packs: String): Scorer = scorers.getOrPut(packs.toList()) { Scorer(packs.map(::pack)) }

    fun scorer(case: JsonObject): Scorer = scorer(*case["packs"].asJsonArray.map { it.asString }.toTypedArray())
}
