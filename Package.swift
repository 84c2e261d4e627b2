// swift-tools-version: 6.2
import PackageDescription

/// One set of strict settings for every Swift target.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// A Swift target of the product; `dependencies` is the import table that `ArchitectureTests` checks too.
func swift(_ name: String, _ dependencies: [String]) -> Target {
    .target(name: name, dependencies: dependencies.map { .byName(name: $0) }, swiftSettings: strict)
}

let package = Package(
    name: "leadline",
    products: [.executable(name: "leadline", targets: ["leadline"])],
    targets: [
        // C libraries. The archives are named in full, so that the binary runs where they are not installed.
        .target(name: "CLibyaml", linkerSettings: [.linkedLibrary(":libyaml.a")]),
        .target(name: "CLibpcre2", linkerSettings: [.linkedLibrary(":libpcre2-8.a")]),
        .target(
            name: "CLibedit",
            linkerSettings: [":libedit.a", ":libtinfo.a", ":libbsd.a", ":libmd.a"].map { .linkedLibrary($0) }),
        // Loaded on first use, so that what never meets a network starts without them and runs where they are missing.
        .target(name: "CLibcurl"),
        .target(name: "CLibmicrohttpd"),
        .target(
            name: "CAPIDocuments", exclude: ["documents"],
            cSettings: [.unsafeFlags(["-Wno-c23-extensions"])]),

        swift("LeadlineCore", ["CLibyaml", "CLibpcre2"]),
        swift("LeadlineLanguage", ["LeadlineCore"]),
        swift("LeadlineAPI", ["LeadlineCore", "LeadlineLanguage", "CAPIDocuments"]),
        swift("LeadlineSession", ["LeadlineCore", "LeadlineLanguage", "LeadlineAPI"]),
        swift("LeadlineScenarios", ["LeadlineCore", "LeadlineLanguage", "LeadlineAPI", "LeadlineSession"]),
        swift("LeadlineMock", ["LeadlineCore", "LeadlineLanguage", "LeadlineAPI"]),
        swift("LeadlineLive", ["LeadlineCore", "LeadlineLanguage", "LeadlineAPI"]),
        swift("LeadlineRecordings", ["LeadlineCore", "LeadlineLanguage", "LeadlineAPI"]),
        swift("LeadlinePrompt", ["LeadlineCore", "LeadlineLanguage", "LeadlineAPI", "LeadlineSession"]),
        swift(
            "LeadlineShell",
            [
                "LeadlineCore", "LeadlineLanguage", "LeadlineAPI", "LeadlineSession", "LeadlineScenarios",
                "LeadlineMock", "LeadlineLive", "LeadlineRecordings", "LeadlinePrompt",
            ]),
        swift("LeadlineSystem", ["LeadlineCore", "CLibedit", "CLibcurl", "CLibmicrohttpd"]),
        .executableTarget(
            name: "leadline", dependencies: ["LeadlineCore", "LeadlineShell", "LeadlineSystem"],
            swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["LeadlineCore"], path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(
            name: "LeadlineTests",
            dependencies: [
                "LeadlineCore", "LeadlineLanguage", "LeadlineAPI", "LeadlineSession", "LeadlineScenarios",
                "LeadlineMock", "LeadlineLive", "LeadlineRecordings", "LeadlinePrompt", "LeadlineShell", "TestSupport",
            ],
            exclude: ["Data"],
            swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests", dependencies: ["LeadlineCore", "TestSupport", "leadline"],
            exclude: ["Failing", "PayloadTwo", "Servers", "Terminal/Driver"], swiftSettings: strict),
    ],
    cLanguageStandard: .c2x
)
