// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "sipar-chat",
    platforms: [.macOS(.v12)],
    dependencies: [.package(path: "../../bindings/swift")],
    targets: [.executableTarget(name: "SiparChat", dependencies: [.product(name: "Sipar", package: "swift")])],
    swiftLanguageModes: [.v6]
)
