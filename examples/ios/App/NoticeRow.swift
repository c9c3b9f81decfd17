import SwiftUI

/// One notice: the reason first, then the words, then what may be asked further.
struct NoticeRow: View {
    let notice: Notice
    let checker: Checker

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            Text(notice.finding.reason)
                .font(.headline)
            message
            DisclosureGroup("Why") {
                VStack(alignment: .leading, spacing: 4) {
                    Text(notice.plainness)
                    Text(notice.finding.gloss)
                    ForEach(notice.context, id: \.self) { rule in
                        Text("Context: \(rule)")
                    }
                    if notice.unreviewed {
                        Text("No native reader has reviewed this list.")
                    }
                }
                .font(.footnote)
            }
            Menu("Do not show") {
                Button("This finding again") {
                    Task { await checker.hide(notice) }
                }
                Button("Anything of its kind") {
                    Task { await checker.hide(categoryOf: notice) }
                }
            }
        }
        .accessibilityElement(children: .contain)
    }

    /// The message with the words in bold and underlined, so that they are found without colour.
    private var message: Text {
        let words = Text(verbatim: notice.words).bold().underline()
        return Text("\(Text(verbatim: notice.around.before))\(words)\(Text(verbatim: notice.around.after))")
    }
}
