// swift-tools-version: 6.2
import PackageDescription

// Floors, top to bottom; a room may only look down:
//   Services → ServiceKit → EventFlow, Privacy, RoutingData → Kafka, Postgres → C.
// Contracts, Inclusion and CSV lie beside the stairs. MemberImportVisibility, together with the
// explicit-target-dependency check that ops/build turns on, makes the compiler keep it so.
let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")

/// One of the five services: a thin executable over the shared floors.
func service(_ name: String, at folder: String, embedding resources: [String], also extra: [Target.Dependency] = [])
    -> Target
{
    .executableTarget(
        name: name,
        dependencies: [
            "Contracts", "Inclusion", "Postgres", "EventFlow", "Privacy", "ServiceKit", protobuf, logging, hummingbird,
            httpTypes,
        ] + extra,
        path: "Services/\(folder)",
        resources: resources.map { .embedInCode($0) },
        swiftSettings: swiftSettings
    )
}

/// The tests of one module.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: swiftSettings)
}

let package = Package(
    name: "referral-hub",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "referral-intake", targets: ["ReferralIntake"]),
        .executable(name: "locality-router", targets: ["LocalityRouter"]),
        .executable(name: "placement-matcher", targets: ["PlacementMatcher"]),
        .executable(name: "notifier", targets: ["Notifier"]),
        .executable(name: "portal", targets: ["Portal"]),
        .executable(name: "hub", targets: ["Hub"]),
        .executable(name: "hub-bench", targets: ["HubBench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(
            url: "https://github.com/apple/swift-configuration", exact: "1.4.0",
            traits: ["JSON", "CommandLineArguments"]),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", exact: "5.7.1"),
    ],
    targets: [
        .systemLibrary(name: "CRdKafka", pkgConfig: "rdkafka", providers: [.apt(["librdkafka-dev"])]),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(
            name: "Contracts", dependencies: [protobuf], path: "Contracts",
            exclude: [
                "Samples", "API/openapi.yaml", "API/matching.md", "API/examples", "Events/common.proto",
                "Events/referrals.proto",
                "Events/cases.proto", "Events/placements.proto", "Events/notifications.proto",
            ],
            swiftSettings: swiftSettings),
        .target(name: "Inclusion", dependencies: ["Contracts"], swiftSettings: swiftSettings),
        .target(name: "CSV", swiftSettings: swiftSettings),
        .target(name: "Postgres", dependencies: ["CLibPQ", logging], swiftSettings: swiftSettings),
        .target(name: "Kafka", dependencies: ["CRdKafka", logging], swiftSettings: swiftSettings),
        // Routing rules and a county's data as files and in the router's tables. The one room that reads YAML.
        .target(
            name: "RoutingData",
            dependencies: ["Contracts", "Inclusion", "Postgres", .product(name: "Yams", package: "Yams")],
            resources: [
                .embedInCode("Defaults/gloucestershire-default.yaml"), .embedInCode("Defaults/gloucestershire.yaml"),
            ], swiftSettings: swiftSettings),
        .target(
            name: "Privacy", dependencies: ["Contracts", "Postgres", crypto, protobuf],
            resources: [.embedInCode("Schema/keyring_0001_keys_and_access_log.sql")], swiftSettings: swiftSettings),
        .target(
            name: "EventFlow", dependencies: ["Contracts", "Kafka", "Postgres", logging, metrics, lifecycle],
            resources: [
                .embedInCode("Schema/eventflow_0001_log_and_outbox.sql"),
                .embedInCode("Schema/eventflow_0002_projections.sql"),
                .embedInCode("Schema/eventflow_0003_rebuild.sql"),
                .embedInCode("Schema/eventflow_0004_published_runs.sql"),
                .embedInCode("Schema/eventflow_0005_fewer_indexes.sql"),
            ],
            swiftSettings: swiftSettings),
        .target(
            name: "ServiceKit",
            dependencies: [
                "CSV", "Contracts", "Inclusion", "EventFlow", "Privacy", "Kafka", "Postgres", protobuf, logging,
                metrics, lifecycle, hummingbird, crypto,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "JWTKit", package: "jwt-kit"),
            ], swiftSettings: swiftSettings),
        service(
            "ReferralIntake", at: "Intake",
            embedding: [
                "Schema/referral_intake_0001_referrals.sql", "Schema/referral_intake_0002_standing_stands_alone.sql",
                "Schema/referral_intake_0003_open_referrals.sql",
                "Schema/referral_intake_0004_life_after_posting.sql",
                "Schema/referral_intake_0005_machines.sql", "Schema/referral_intake_0006_imports.sql",
                "Schema/referral_intake_0007_feed.sql", "Schema/referral_intake_0008_feed_links.sql",
                "Schema/referral_intake_0009_links_by_time.sql", "Schema/referral_intake_0010_returned.sql",
                "Schema/referral_intake_0011_worked_cases.sql",
                "Schema/referral_intake_0012_feed_ids.sql", "Schema/referral_intake_0013_keys_of_imports.sql",
                "Schema/referral_intake_0014_left_cases.sql", "Schema/referral_intake_0015_placements.sql",
                "Schema/referral_intake_0016_open_offers.sql",
                "Docs/docs.html", "Docs/docs.js",
            ], also: ["CSV", lifecycle, crypto, .product(name: "NIOCore", package: "swift-nio")]),
        service(
            "LocalityRouter", at: "Router",
            embedding: [
                "Schema/locality_router_0001_cases.sql", "Schema/locality_router_0002_referrals_of_a_case.sql",
                "Schema/locality_router_0003_routing_data.sql", "Schema/locality_router_0006_meetings.sql",
                "Schema/locality_router_0007_plans_and_actions.sql", "Schema/locality_router_0008_clocks.sql",
                "Schema/locality_router_0009_queues.sql", "Schema/locality_router_0010_themes.sql",
                "Schema/locality_router_0011_terms.sql", "Schema/locality_router_0012_places_of_closed_cases.sql",
                "Schema/locality_router_0013_references_of_a_case.sql",
            ], also: ["CSV", "RoutingData", lifecycle, crypto]),
        service(
            "PlacementMatcher", at: "Matcher",
            embedding: [
                "Schema/placement_matcher_0001_placements.sql", "Schema/placement_matcher_0002_lists_stand_alone.sql",
                "Schema/placement_matcher_0003_moved_cases.sql", "Schema/placement_matcher_0004_directory.sql",
                "Schema/placement_matcher_0005_capacity.sql", "Schema/placement_matcher_0006_offers.sql",
                "Schema/placement_matcher_0007_placements.sql", "Schema/placement_matcher_0008_county_calendar.sql",
                "Schema/placement_matcher_0009_taken_in.sql",
            ], also: ["CSV", "RoutingData", lifecycle, .product(name: "NIOCore", package: "swift-nio")]),
        service(
            "Notifier", at: "Notifier",
            embedding: [
                "Schema/notifier_0001_deliveries.sql", "Schema/notifier_0002_referrals_of_a_case.sql",
                "Schema/notifier_0003_worked_cases.sql", "Schema/notifier_0004_actions.sql",
                "Schema/notifier_0005_queue.sql",
            ],
            also: ["CCurl", lifecycle, metrics]),
        service(
            "Portal", at: "Portal",
            embedding: [
                "Schema/portal_0001_queue.sql", "Schema/portal_0002_sessions.sql",
                "Schema/portal_0003_states_of_a_case.sql", "Schema/portal_0004_plan_of_a_case.sql",
                "Schema/portal_0005_clocks_of_a_case.sql",
                "Schema/portal_0006_offers.sql", "Schema/portal_0007_roles_of_a_session.sql",
                "Schema/portal_0008_access_grants.sql", "Schema/portal_0010_outcomes.sql",
                "Schema/portal_0011_who_works_on_a_case.sql", "Schema/portal_0012_outcomes_by_day.sql",
                "Templates/block.mustache", "Templates/filter.mustache", "Templates/body.mustache",
                "Templates/cell.mustache",
                "Templates/field-notes.mustache", "Templates/field.mustache", "Templates/form-errors.mustache",
                "Templates/form.mustache", "Templates/keep.mustache", "Templates/layout.mustache",
                "Templates/message.mustache",
                "Templates/pagination.mustache", "Templates/queue.mustache",
                "Templates/assignees.mustache", "Templates/menu.mustache",
                "Templates/queue-choice.mustache", "Templates/queue-tabs.mustache",
                "Templates/queue-row.mustache", "Templates/queue-table.mustache", "Templates/sign-in.mustache",
                "Templates/tag.mustache",
                "Assets/icon.svg", "Assets/live.js",
                "Assets/plain.css", "Assets/portal.css", "Assets/session.js",
            ],
            also: [
                "CSV", crypto, lifecycle, .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        .executableTarget(
            name: "Hub",
            dependencies: [
                "Contracts", "CSV", "Inclusion", "Kafka", "Postgres", "EventFlow", "Privacy", "RoutingData",
                "ServiceKit",
                protobuf, logging, crypto,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "JWTKit", package: "jwt-kit"),
            ], path: "Services/Hub", swiftSettings: swiftSettings),
        // A yardstick may not be made of what it measures: the bench alone speaks to librdkafka and libpq beside the rooms
        // that own them.
        .executableTarget(
            name: "HubBench",
            dependencies: [
                "CRdKafka", "CLibPQ", "Contracts", "Inclusion", "Kafka", "Postgres", "EventFlow", "RoutingData",
                "SchoolYear", protobuf,
                logging, lifecycle,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], path: "Services/Bench", swiftSettings: swiftSettings),
        tests("ContractsTests", ["Contracts", protobuf]),
        tests("InclusionTests", ["Inclusion", "Contracts", "RoutingData", "SchoolYear", protobuf]),
        tests("RoutingDataTests", ["RoutingData", "Inclusion", "Contracts", "Postgres", logging]),
        // A year of cases that nobody waits for, and the numbers it is drawn with: for the tests and the bench.
        .target(
            name: "SchoolYear", dependencies: ["Inclusion", "Contracts", "RoutingData", protobuf],
            path: "Tests/SchoolYear",
            swiftSettings: swiftSettings),
        // What the tests of several modules lean on; in no product.
        .target(
            name: "TestSupport", dependencies: ["Kafka", "Postgres", logging], path: "Tests/TestSupport",
            swiftSettings: swiftSettings),
        // What the tests of the services lean on. A test target itself, because it looks inside ServiceKit, which only
        // a build of the tests allows.
        tests(
            "ServiceTestSupport",
            [
                "Contracts", "EventFlow", "Kafka", "Postgres", "Privacy", "ServiceKit", "TestSupport", httpTypes,
                hummingbird, .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ]),
        tests("PostgresTests", ["Postgres", logging]),
        tests("KafkaTests", ["Kafka", "TestSupport", logging]),
        tests("PrivacyTests", ["Privacy", "Postgres", "Contracts", "TestSupport", protobuf, logging]),
        tests("EventFlowTests", ["EventFlow", "Contracts", "Kafka", "Postgres", "TestSupport", logging, lifecycle]),
        tests(
            "ServiceKitTests",
            [
                "ServiceKit", "CSV", "Contracts", "EventFlow", "Kafka", "Postgres", "Privacy", "TestSupport", logging,
                metrics, lifecycle, hummingbird,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]),
        tests(
            "NotifierTests",
            [
                "Notifier", "Contracts", "EventFlow", "Inclusion", "Kafka", "Postgres", "ServiceKit",
                "ServiceTestSupport", "TestSupport", protobuf, logging,
                .product(name: "JWTKit", package: "jwt-kit"),
            ], exclude: ["Support/catcher.py"]),
        tests(
            "HubTests",
            [
                "Hub", "Contracts", "EventFlow", "Inclusion", "Kafka", "Postgres", "Privacy", "RoutingData",
                "ServiceKit", "TestSupport", protobuf, logging,
            ]),
        tests(
            "PortalTests",
            [
                "Portal", "PlacementMatcher", "Contracts", "EventFlow", "Inclusion", "Kafka", "Postgres", "ServiceKit",
                "ServiceTestSupport", "TestSupport", crypto, protobuf, logging, lifecycle, httpTypes, hummingbird,
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
        tests(
            "IntakeTests",
            [
                "ReferralIntake", "CSV", "Inclusion", "ServiceKit", "Contracts", "EventFlow", "Postgres", "Privacy",
                "ServiceTestSupport", "TestSupport", protobuf, logging, httpTypes, hummingbird,
                .product(name: "NIOCore", package: "swift-nio"),
            ]),
        tests(
            "RouterTests",
            [
                "LocalityRouter", "Inclusion", "EventFlow", "Postgres", "Privacy", "RoutingData", "ServiceKit",
                "ServiceTestSupport", "TestSupport", "Contracts", protobuf, logging, httpTypes,
            ]),
        tests(
            "MatcherTests",
            [
                "PlacementMatcher", "Inclusion", "EventFlow", "Postgres", "Privacy", "RoutingData", "ServiceKit",
                "ServiceTestSupport", "TestSupport", "Contracts", protobuf, logging, httpTypes,
            ]),
        tests(
            "Journeys",
            [
                "Hub", "Contracts", "Inclusion", "RoutingData", "EventFlow", "Postgres", "Kafka", "SchoolYear", logging,
            ],
            // The agencies' side, and people at a browser, in Python.
            exclude: [
                "Machines/integrator.py", "Machines/newcomer.py", "Contract/agency.py", "Contract/fuzz.py",
                "Contract/document.py", "Contract/door.py", "Contract/trouble.py", "Contract/bad_input.py",
                "Contract/hooks.py", "Contract/strangers.py", "Browser/hub_browser.py", "Browser/hub_proxy.py",
                "Browser/senco.py",
                "Browser/coordinator.py", "Browser/provider.py", "Browser/board.py", "Browser/live.py",
                "Browser/trouble.py", "Browser/without_scripts.py", "Browser/keyboard.py", "Browser/every_page.py",
                "Browser/valid_html.py", "Browser/last_term.sql",
            ]),
    ],
    swiftLanguageModes: [.v6]
)
