import Foundation
import Sipar

// A chat in the console. Each line is a message, `name: text`; under a message that shows a technique of harm stands a notice. It is
// advice about the words, for the one who reads; nothing is stored, blocked or sent.
//
//     SiparChat PACK.sipar…     reads messages from standard input
//     /hide N                   hides what notice N tells of until the program ends
//     /show                     takes that back

let packs: [Pack]
do {
    packs = try CommandLine.arguments.dropFirst().map { try Pack(Data(contentsOf: URL(fileURLWithPath: $0))) }
} catch {
    FileHandle.standardError.write(Data("error: \(error.localizedDescription)\n".utf8))
    exit(2)
}
guard var chat = Chat(packs: packs) else {
    FileHandle.standardError.write(Data("error: these packs cannot be used together\n".utf8))
    exit(2)
}
print("Packs: \(packs.map(\.id).joined(separator: ", ")). Write `name: message`; `/hide N`, `/show`; end with Ctrl-D.")
while let line = readLine() {
    chat.answer(to: line).forEach { print($0) }
}
