import Foundation

/// A compiled lexicon (a `.sipar` file). It never changes, costs nothing to copy, and any number of scorers may share it.
///
/// ```swift
/// let pack = try Pack(Data(contentsOf: url))
/// print(pack.id, pack.version, pack.entries.count)
/// ```
///
/// Where the bytes come from is the app's affair: Sipar opens no file and no connection.
public struct Pack: Sendable {
    let native: NativePack

    /// Reads a pack from the bytes of a `.sipar` file.
    ///
    /// - Throws: ``LoadError`` if the bytes are no pack, are cut short or damaged, or have a format that this library does not read.
    public init(_ bytes: Data) throws {
        native = try NativePack.load(bytes: bytes)
    }

    /// The id, such as `en`.
    public var id: String { native.id() }

    /// The version (semver).
    public var version: String { native.version() }

    /// The title.
    public var title: String { native.title() }

    /// The licence (SPDX).
    public var licence: String { native.licence() }

    /// How far it has been reviewed.
    public var status: Status { native.status() }

    /// The languages it covers (BCP 47).
    public var languages: [String] { native.languages() }

    /// Who reviewed it.
    public var reviewers: [String] { native.reviewers() }

    /// Its categories.
    public var categories: [PackCategory] { native.categories() }

    /// Every entry: there are no hidden ones.
    public var entries: [PackEntry] { native.entries() }
}
