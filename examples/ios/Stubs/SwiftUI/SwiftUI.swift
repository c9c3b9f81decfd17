// A STUB. It is not SwiftUI and draws nothing: it declares the few names that this example uses, so that its sources can be
// compiled where there is no Apple SDK. On a Mac nothing of it is built. That a source compiles against it says that it is
// well-formed Swift and uses Sipar rightly; it does not say that the screen looks right, or that Apple's SwiftUI accepts it.

import Foundation
import Observation

public protocol View {
    associatedtype Body: View
    @ViewBuilder @MainActor var body: Body { get }
}

extension Never: View {
    public var body: Never { fatalError("a stub draws nothing") }
}

/// What every stub view is: without a body of its own.
public protocol Leaf: View where Body == Never {}
extension Leaf {
    public var body: Never { fatalError("a stub draws nothing") }
}

public struct EmptyView: Leaf { public init() {} }
public struct Group2<A: View, B: View>: Leaf {}
public struct Either<A: View, B: View>: Leaf {}
extension Optional: View where Wrapped: View { public var body: Never { fatalError("a stub draws nothing") } }

@resultBuilder
public enum ViewBuilder {
    public static func buildBlock() -> EmptyView { EmptyView() }
    public static func buildPartialBlock<A: View>(first: A) -> A { first }
    public static func buildPartialBlock<A: View, B: View>(accumulated: A, next: B) -> Group2<A, B> { Group2() }
    public static func buildExpression<A: View>(_ view: A) -> A { view }
    public static func buildIf<A: View>(_ view: A?) -> A? { view }
    public static func buildEither<A: View, B: View>(first: A) -> Either<A, B> { Either() }
    public static func buildEither<A: View, B: View>(second: B) -> Either<A, B> { Either() }
}

@MainActor public protocol Scene {
    associatedtype Body: Scene
    @MainActor var body: Body { get }
}
extension Never: Scene {}
public struct WindowGroup<Content: View>: Scene {
    public init(@ViewBuilder content: () -> Content) {}
    public var body: Never { fatalError("a stub draws nothing") }
}
@MainActor public protocol App {
    associatedtype Body: Scene
    @MainActor var body: Body { get }
    init()
}

@propertyWrapper @dynamicMemberLookup
public struct Binding<Value> {
    public var wrappedValue: Value
    public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }
    public subscript<Member>(dynamicMember path: WritableKeyPath<Value, Member>) -> Binding<Member> {
        Binding<Member>(wrappedValue: wrappedValue[keyPath: path])
    }
}
@propertyWrapper
public struct State<Value> {
    public var wrappedValue: Value
    public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }
}
@propertyWrapper @dynamicMemberLookup
public struct Bindable<Value: AnyObject & Observable> {
    public var wrappedValue: Value
    public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }
    public var projectedValue: Bindable<Value> { self }
    public subscript<Member>(dynamicMember path: ReferenceWritableKeyPath<Value, Member>) -> Binding<Member> {
        Binding<Member>(wrappedValue: wrappedValue[keyPath: path])
    }
}

public struct LocalizedStringKey: ExpressibleByStringInterpolation {
    public init(stringLiteral: String) {}
    public init(stringInterpolation: StringInterpolation) {}
    public struct StringInterpolation: StringInterpolationProtocol {
        public init(literalCapacity: Int, interpolationCount: Int) {}
        public mutating func appendLiteral(_ literal: String) {}
        public mutating func appendInterpolation(_ string: String) {}
        public mutating func appendInterpolation(_ text: Text) {}
    }
}

public struct Text: Leaf {
    public init(_ key: LocalizedStringKey) {}
    @_disfavoredOverload public init<S: StringProtocol>(_ content: S) {}
    public init(verbatim content: String) {}
    public func bold() -> Text { self }
    public func underline() -> Text { self }
}
public struct Label: Leaf {
    public init(_ key: LocalizedStringKey, systemImage: String) {}
    @_disfavoredOverload public init<S: StringProtocol>(_ title: S, systemImage: String) {}
}
public struct TextEditor: Leaf { public init(text: Binding<String>) {} }
public struct Button: Leaf { public init(_ key: LocalizedStringKey, action: @escaping @MainActor () -> Void) {} }
public struct Menu<Content: View>: Leaf { public init(_ key: LocalizedStringKey, @ViewBuilder content: () -> Content) {} }
public struct List<Content: View>: Leaf { public init(@ViewBuilder content: () -> Content) {} }
public struct Section<Content: View>: Leaf {
    public init(@ViewBuilder content: () -> Content) {}
    public init(_ key: LocalizedStringKey, @ViewBuilder content: () -> Content) {}
}
public struct NavigationStack<Content: View>: Leaf { public init(@ViewBuilder root: () -> Content) {} }
public struct DisclosureGroup<Content: View>: Leaf {
    public init(_ key: LocalizedStringKey, @ViewBuilder content: @escaping () -> Content) {}
}
public struct VStack<Content: View>: Leaf {
    public init(alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) {}
}
public struct ForEach<Data: RandomAccessCollection, ID: Hashable, Content: View>: Leaf {
    public init(_ data: Data, id: KeyPath<Data.Element, ID>, @ViewBuilder content: @escaping (Data.Element) -> Content) {}
    public init(_ data: Data, @ViewBuilder content: @escaping (Data.Element) -> Content)
    where Data.Element: Identifiable, ID == Data.Element.ID {}
}

public enum HorizontalAlignment: Sendable { case leading, center, trailing }
public enum Font: Sendable { case headline, body, footnote }
public enum AccessibilityChildBehavior: Sendable { case contain, combine, ignore }

public struct Modified<Content: View>: Leaf {}
extension View {
    public func font(_ font: Font?) -> some View { Modified<Self>() }
    public func frame(minHeight: CGFloat? = nil) -> some View { Modified<Self>() }
    public func navigationTitle(_ key: LocalizedStringKey) -> some View { Modified<Self>() }
    public func accessibilityLabel(_ key: LocalizedStringKey) -> some View { Modified<Self>() }
    public func accessibilityElement(children: AccessibilityChildBehavior) -> some View { Modified<Self>() }
    public func task<ID: Equatable>(id: ID, _ action: @escaping @MainActor @Sendable () async -> Void) -> some View { Modified<Self>() }
}
