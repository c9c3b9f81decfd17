// swift-tools-version: 6.0
import PackageDescription

// The native library comes as an XCFramework on Apple's systems (`cargo xtask ios`, on a Mac), and elsewhere as a static library
// that `pkg-config` knows as `sipar` (`cargo xtask swift` makes it and says which PKG_CONFIG_PATH to set).
#if os(macOS)
let native = Target.binaryTarget(name: "CSipar", path: "Artifacts/CSipar.xcframework")
#else
let native = Target.systemLibrary(name: "CSipar", pkgConfig: "sipar")
#endif

let package = Package(
    name: "sipar",
    platforms: [.iOS(.v15), .macOS(.v12), .tvOS(.v15), .watchOS(.v8), .visionOS(.v1)],
    products: [.library(name: "Sipar", targets: ["Sipar"])],
    targets: [
        native,
        .target(name: "Sipar", dependencies: ["CSipar"]),
        .testTarget(name: "SiparTests", dependencies: ["Sipar"]),
    ],
    swiftLanguageModes: [.v6]
)
