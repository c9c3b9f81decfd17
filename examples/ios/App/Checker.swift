import Foundation
import Observation
import Sipar

/// What the screen shows of one message. It lives as long as the screen: neither texts, nor reports, nor what was hidden are ever
/// stored, because a list of flagged messages on a phone can hurt its owner.
@MainActor
@Observable
final class Checker {
    /// The message.
    var text = ""
    /// What was found in it, in the order of the text; empty while nothing is to be said.
    private(set) var notices: [Notice] = []
    /// What the person should know of the packs, in plain words; `nil` if all is well.
    private(set) var trouble: String?
    /// Whether something is hidden, so that "show everything" is offered.
    var hidesSomething: Bool { !options.muted.isEmpty || !options.mutedCategories.isEmpty }

    private let packs: [Pack]
    private var options = Options()
    private var scorer: Scorer?

    init(packs folder: PackFolder) {
        let loaded = folder.load()
        packs = loaded.packs
        options.uiLanguage = Locale.current.language.languageCode?.identifier
        if !loaded.unreadable.isEmpty {
            trouble = "Cannot be read: \(loaded.unreadable.joined(separator: ", "))"
        } else if packs.isEmpty {
            trouble = "There are no packs, so nothing can be found."
        }
        rebuild()
    }

    /// Scores the message as it stands, away from the main thread. An answer that a newer message has overtaken is dropped.
    func check() async {
        let asked = text
        guard let report = await scorer?.scoreInBackground(asked), asked == text else { return }
        let findings = report.level < .low ? [] : report.findings.filter(\.counted)
        notices = findings.enumerated().compactMap { Notice(id: $0.offset, $0.element, in: asked, report) }
    }

    /// Hides what a notice tells of until the app ends.
    func hide(_ notice: Notice) async {
        options.muted += notice.mutes
        await rebuildAndCheck()
    }

    /// Hides a whole category until the app ends.
    func hide(categoryOf notice: Notice) async {
        options.mutedCategories.append(notice.finding.category)
        await rebuildAndCheck()
    }

    /// Takes back whatever was hidden.
    func showEverything() async {
        options.muted = []
        options.mutedCategories = []
        await rebuildAndCheck()
    }

    private func rebuildAndCheck() async {
        rebuild()
        await check()
    }

    private func rebuild() {
        do {
            scorer = try Scorer(packs: packs, options: options)
        } catch {
            scorer = nil
            trouble = error.localizedDescription
        }
    }
}
