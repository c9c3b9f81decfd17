package org.sipar

import java.io.File
import java.lang.reflect.Modifier
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/**
 * What apps can call, as bindings/api/kotlin.txt has it: a change of it is a change for them. With SIPAR_API=write in the
 * environment the file is written anew.
 */
class ApiTest {
    /** Generated glue that uniffi makes public. */
    private val glue = Regex(".*(Ffi|Uniffi|RustBuffer|ForeignBytes|Disposable|InternalException|NoHandle|SpanUnits|ErrorHandler|Kt$).*")

    @Test
    fun `the signatures are the ones written down`() {
        val file = Testdata.root.resolve("bindings/api/kotlin.txt")
        val now = signatures()
        if (System.getenv("SIPAR_API") == "write") file.writeText(now)
        assertEquals(file.readText(), now)
    }

    private fun signatures(): String {
        val classes = File(Scorer::class.java.protectionDomain.codeSource.location.toURI())
        val names = classes.resolve("org/sipar").walk().filter { it.extension == "class" }
            .map { it.relativeTo(classes).path.removeSuffix(".class").replace(File.separatorChar, '.') }
            .filter { !glue.matches(it.substringAfterLast('.')) }
            .filter { !it.startsWith("org.sipar.ffi.") }
        return names.sorted().map { Class.forName(it, false, Scorer::class.java.classLoader) }
            .filter { Modifier.isPublic(it.modifiers) && !it.isSynthetic && !it.isAnonymousClass }
            .joinToString("\n", transform = ::signatures)
    }

    private fun signatures(type: Class<*>): String {
        val constants = type.enumConstants.orEmpty().map { it.toString() }
        val members = (type.declaredConstructors.toList() + type.declaredMethods.toList())
            .filter { Modifier.isPublic(it.modifiers) && !it.isSynthetic }
            // What every data class and enum has.
            .filter { !Regex("component\\d+|copy|equals|hashCode|toString|values|valueOf|getEntries").matches(it.name) }
            .map { it.toString().removePrefix("public ").replace("org.sipar.", "").replace("java.lang.", "").replace("java.util.", "") }
        return (listOf(type.name) + constants.map { "  $it" } + members.sorted().map { "  $it" }).joinToString("\n") + "\n"
    }
}
