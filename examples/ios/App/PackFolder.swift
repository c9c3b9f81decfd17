import Foundation
import Sipar

/// Compiled packs (`.sipar`) that lie beside the app.
struct PackFolder: Sendable {
    /// Where they lie; `nil` holds none.
    let url: URL?

    /// The folder `packs` of the app's resources.
    static var bundled: PackFolder {
        PackFolder(url: Bundle.main.resourceURL?.appendingPathComponent("packs", isDirectory: true))
    }

    /// Every pack of the folder that can be read, in the order of their names, and the names of those that cannot.
    func load() -> (packs: [Pack], unreadable: [String]) {
        var packs: [Pack] = []
        var unreadable: [String] = []
        let files = url.flatMap { try? FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil) }
        for file in (files ?? []).sorted(by: { $0.lastPathComponent < $1.lastPathComponent }) where file.pathExtension == "sipar" {
            do {
                packs.append(try Pack(Data(contentsOf: file)))
            } catch {
                unreadable.append(file.lastPathComponent)
            }
        }
        return (packs, unreadable)
    }
}
