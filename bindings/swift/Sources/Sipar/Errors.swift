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
}

extension BuildError: LocalizedError {
    /// Why no scorer can be built and what to do, in English.
    public var errorDescription: String? {
        switch self {
        case .duplicatePack(let message), .threshold(let message), .tooManyPacks(let message): message
        }
    }
}
