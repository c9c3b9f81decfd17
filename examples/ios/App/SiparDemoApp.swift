import SwiftUI

/// Checks a message that a person pastes or writes. It keeps nothing and sends nothing.
#if !STUBS  // Where tests are linked with the app, the program begins in them.
@main
#endif
struct SiparDemoApp: App {
    @State private var checker = Checker(packs: PackFolder.bundled)

    var body: some Scene {
        WindowGroup {
            CheckView(checker: checker)
        }
    }
}
