import SwiftUI

/// The message on top, what was found in it below.
struct CheckView: View {
    @Bindable var checker: Checker

    var body: some View {
        NavigationStack {
            List {
                if let trouble = checker.trouble {
                    Section {
                        Label(trouble, systemImage: "exclamationmark.triangle")
                    }
                }
                Section("Message") {
                    TextEditor(text: $checker.text)
                        .frame(minHeight: 120)
                        .accessibilityLabel("Message to check")
                }
                if !checker.notices.isEmpty {
                    Section("About this message") {
                        ForEach(checker.notices) { notice in
                            NoticeRow(notice: notice, checker: checker)
                        }
                    }
                }
                Section {
                    Text("Only words were read. Who writes, why, for whom, and whether it is true was not judged. Nothing listed is not the same as safe.")
                        .font(.footnote)
                    if checker.hidesSomething {
                        Button("Show everything again") {
                            Task { await checker.showEverything() }
                        }
                    }
                }
            }
            .navigationTitle("Sipar")
            .task(id: checker.text) {
                // A pause in typing; a newer text cancels the wait.
                guard (try? await Task.sleep(for: .milliseconds(250))) != nil else { return }
                await checker.check()
            }
        }
    }
}
