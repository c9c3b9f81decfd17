import Foundation

extension LoadError: LocalizedError {
    /// What is wrong with the bytes and what to do, in English.
    public var errorDescription: String? {
        switch self {
        case .notAPack(let message), .truncated(let message), .trailingBytes(let message), .newerFormat(let message),
            .foldVersion(let message), .damaged(let message), .malformed(let message):
            message
        }
    }

    /// The stable code, the same in every language: for logs, and to translate by.
    public var code: String {
        switch self {
        case .notAPack: "pack.not-a-pack"
        case .truncated: "pack.truncated"
        case .trailingBytes: "pack.trailing-bytes"
        case .newerFormat: "pack.newer-format"
        case .foldVersion: "pack.fold-version"
        case .damaged: "pack.damaged"
        case .malformed: "pack.malformed"
        }
    }
}

extension BuildError: LocalizedError {
    /// Why no scorer can be built and what to do, in English.
    public var errorDescription: String? {
        switch self {
        case .duplicatePack(let message), .threshold(let message), .tooManyPacks(let message): message
        }
    }

    /// The stable code, the same in every language: for logs, and to translate by.
    public var code: String {
        switch self {
        case .duplicatePack: "scorer.duplicate-pack"
        case .threshold: "scorer.threshold"
        case .tooManyPacks: "scorer.too-many-packs"
        }
    }
}
