// swift-tools-version: 6.0
import PackageDescription

// The app's sources as a package, so that they are compiled and tested wherever Swift is. Where there is no SwiftUI, a stub stands in
// for it (Stubs/SwiftUI, which says what that proves and what not); on a Mac the app itself is made from project.yml.
#if os(Linux)
let stubs: [Target] = [.target(name: "SwiftUI", path: "Stubs/SwiftUI")]
let app: [Target.Dependency] = ["SwiftUI"]
// Swift 6.0's Observation library for Linux leaves a name to its users that nothing of theirs defines.
let linker: [LinkerSetting] = [.unsafeFlags(["-Xlinker", "--allow-shlib-undefined"])]
#else
let stubs: [Target] = []
let app: [Target.Dependency] = []
let linker: [LinkerSetting] = []
#endif

let package = Package(
    name: "sipar-ios-example",
    platforms: [.iOS(.v17), .macOS(.v14)],
    dependencies: [.package(path: "../../bindings/swift")],
    targets: stubs + [
        .target(
            name: "App", dependencies: app + [.product(name: "Sipar", package: "swift")], path: "App",
            swiftSettings: [.define("STUBS")]),
        .testTarget(name: "AppTests", dependencies: ["App"], linkerSettings: linker),
    ],
    swiftLanguageModes: [.v6]
)
