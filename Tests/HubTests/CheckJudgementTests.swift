import Contracts
import Kafka
import Testing

@testable import Hub

/// What follows from what was found, without any server.
@Suite struct CheckJudgementTests {
    // MARK: Kafka

    private let cluster = ClusterJudgement(profile: .standard, bootstrap: "kafka:9092")

    private func topics(
        _ partition: KafkaAdmin.Partition, changing changes: [String: [KafkaAdmin.Partition]] = [:],
        without absent: String? = nil
    ) -> KafkaAdmin.Cluster {
        var topics = Dictionary(
            uniqueKeysWithValues: Topic.allCases.map { ($0.rawValue, Array(repeating: partition, count: 12)) })
        for (name, partitions) in changes { topics[name] = partitions }
        if let absent { topics[absent] = nil }
        return KafkaAdmin.Cluster(id: "c", brokers: [1: "a:1", 2: "b:1", 3: "c:1"], topics: topics)
    }

    private let good = KafkaAdmin.Partition(replicas: 3, inSync: 3)

    @Test func topicsAreRightMissingOrDifferent() throws {
        #expect(cluster.topics(topics(good)).map(\.standing) == [.right, .right])
        let absent = cluster.topics(topics(good, without: "cases"))
        #expect(absent.first?.standing == .missing)
        #expect(absent.first?.found == "not there: cases")
        #expect(absent.first?.remedy == ["hub topics --bootstrap kafka:9092 --replication 3"])
        let four = cluster.topics(topics(good, changing: ["cases": Array(repeating: good, count: 4)]))
        #expect(four.first?.found == "cases has 4 partitions, and the hub needs 12")
        let headless = KafkaAdmin.Partition(hasLeader: false, replicas: 3, inSync: 0)
        let stuck = cluster.topics(topics(good, changing: ["cases": [headless] + Array(repeating: good, count: 11)]))
        #expect(stuck.first?.standing == .missing)
        #expect(stuck.first?.found.contains("1 of 12 partitions have no leader") == true)
        #expect(stuck.last?.standing == .advice)
    }

    @Test func oneCopyIsSomethingToKnow() {
        let single = cluster.topics(topics(KafkaAdmin.Partition(replicas: 1, inSync: 1)))
        #expect(single.map(\.standing) == [.right, .advice])
        #expect(single.last?.remedy.first?.contains("--replication 3") == true)
        let embedded = ClusterJudgement(profile: .embedded, bootstrap: "127.0.0.1:1")
        #expect(embedded.topics(topics(KafkaAdmin.Partition(replicas: 1, inSync: 1))).last?.standing == .advice)
        #expect(
            embedded.topics(KafkaAdmin.Cluster(id: nil, brokers: [:], topics: [:])).first?.remedy.first?.contains(
                "--profile standard") == true)
    }

    @Test(arguments: [
        (["retention.ms": "-1", "retention.bytes": "-1", "cleanup.policy": "delete"], Finding.Standing.right),
        (["retention.ms": "604800000"], .advice),
        (["retention.ms": "3600000"], .missing),
        (["retention.bytes": "1073741824"], .advice),
        (["cleanup.policy": "compact,delete"], .missing),
        (["max.message.bytes": "1048588"], .advice),
        (["max.message.bytes": "500000"], .missing),
        (["min.insync.replicas": "1"], .advice),
        (["min.insync.replicas": "4"], .missing),
        (["min.insync.replicas": "2", "max.message.bytes": "2000000"], .right),
    ])
    func topicSettings(_ settings: [String: String], _ standing: Finding.Standing) throws {
        let findings = TopicSettingsJudgement(bootstrap: "kafka:9092").judge(
            ["cases": settings], replicas: ["cases": 3])
        let finding = try #require(findings.first)
        #expect(finding.standing == standing)
        #expect(standing == .right || finding.remedy.first?.contains("--entity-name cases --add-config ") == true)
    }

    @Test func settingsThatAreNotToldAreNotJudged() {
        let judgement = TopicSettingsJudgement(bootstrap: "kafka:9092")
        #expect(judgement.judge([:], replicas: [:]).map(\.standing) == [.unasked])
    }

    @Test(arguments: [
        ("kafka:9092", nil, Finding.Standing.advice), ("kafka:9092", "SASL_SSL", .right), ("kafka:9092", "ssl", .right),
        ("kafka:9092", "sasl_plaintext", .advice), ("127.0.0.1:9092,localhost:9093", nil, .right),
        ("[::1]:1", nil, .right),
        ("127.0.0.1:9092,kafka:9092", nil, .advice),
    ])
    func encryption(_ bootstrap: String, _ name: String?, _ standing: Finding.Standing) {
        #expect(ClusterJudgement(profile: .standard, bootstrap: bootstrap).transport(name).standing == standing)
    }

    @Test func versionsAreComparedByNumber() {
        #expect(ClusterJudgement.isOlder("2.0.2", than: "2.10.0"))
        #expect(!ClusterJudgement.isOlder("2.10.0", than: "2.6.1"))
        #expect(!ClusterJudgement.isOlder("2.3.0", than: "2.3.0"))
        #expect(ClusterJudgement.library("2.0.2").found.contains("2.3.0, 2.6.1, 2.10.0"))
        #expect(ClusterJudgement.library("2.12.0").found == "librdkafka 2.12.0")
    }

    private func steps(_ pairs: (Int, Int)...) -> [DeliveryJudgement.Step] {
        pairs.map { DeliveryJudgement.Step(key: $0.0, number: $0.1) }
    }

    @Test func lostDoubledAndDisorderedRecordsAreTold() {
        let sent = steps((1, 0), (2, 0), (1, 1), (2, 1))
        func judge(_ read: [DeliveryJudgement.Step]) -> [String] {
            DeliveryJudgement.order(sent: sent, read: read).filter { $0.standing == .missing }.map(\.found)
        }
        #expect(judge(steps((2, 0), (2, 1), (1, 0), (1, 1))).isEmpty)
        #expect(judge(steps((2, 0), (2, 1), (1, 0))) == ["1 of 4 acknowledged records cannot be read back"])
        #expect(judge(sent + steps((2, 1))).first?.contains("1 of 4 records came twice") == true)
        #expect(judge(steps((1, 1), (1, 0), (2, 0), (2, 1))) == ["1 of 2 keys came back out of order"])
    }

    @Test func headersAreAsSentOrNot() {
        let sent = [KafkaHeader(name: "a", text: "1"), KafkaHeader(name: "a", text: "2")]
        #expect(DeliveryJudgement.headers(sent: sent, read: sent).standing == .right)
        for read in [[], Array(sent.reversed()), [sent[0]]] {
            #expect(DeliveryJudgement.headers(sent: sent, read: read).standing == .missing)
        }
    }

    @Test(arguments: [
        ([(1_000_000, true)], Finding.Standing.right), ([(1_000_000, false), (900_000, true)], .advice),
        ([(1_000_000, false), (900_000, false), (500_000, true)], .missing), ([(100_000, false)], .missing),
    ])
    func lengths(_ tried: [(Int, Bool)], _ standing: Finding.Standing) {
        #expect(DeliveryJudgement.size(tried.map { (bytes: $0.0, went: $0.1) }).standing == standing)
    }

    @Test(arguments: [
        (3, 2.4, 40, KafkaProfile.standard, [Finding.Standing.right, .right]),
        (3, 2.4, 900, .standard, [.right, .advice]), (3, 2.4, 900, .embedded, [.right, .advice]),
        (90_000, 2.4, 2, .standard, [.missing, .right]), (0, 0, -1, .standard, [.unasked, .missing]),
    ])
    func waiting(
        _ fetches: Int, _ seconds: Double, _ wake: Int, _ profile: KafkaProfile, _ standings: [Finding.Standing]
    ) {
        let findings = DeliveryJudgement.fetching(
            KafkaReader.Asking(fetches: fetches, seconds: seconds), wait: .seconds(1),
            wake: wake < 0 ? nil : .milliseconds(wake), profile: profile)
        #expect(findings.map(\.standing) == standings)
    }

    @Test func aGroupsStoryEndsWhereItEnds() {
        typealias Story = DeliveryJudgement.GroupStory
        let full = Story(joined: .seconds(3), shared: .seconds(3), tookOver: .seconds(3), committed: true)
        #expect(DeliveryJudgement.group(full).map(\.standing) == [.right, .right])
        var story = full
        story.committed = false
        #expect(DeliveryJudgement.group(story).map(\.standing) == [.right, .advice])
        story.tookOver = .seconds(18)
        #expect(DeliveryJudgement.group(story).first?.standing == .advice)
        for part in [\Story.tookOver, \Story.shared, \Story.joined] {
            story[keyPath: part] = nil
            #expect(DeliveryJudgement.group(story).map(\.standing) == [.missing])
        }
    }

    @Test(arguments: [
        (0.01, 0.02, Finding.Standing.right), (-3.0, 0.1, .advice), (90.0, 0.1, .missing), (61.0, 5.0, .advice),
    ])
    func clocks(_ difference: Double, _ uncertainty: Double, _ standing: Finding.Standing) {
        let finding = DeliveryJudgement.clock(
            .seconds(difference), uncertainty: .seconds(uncertainty), whose: "the broker's")
        #expect(finding.standing == standing)
    }

    // MARK: PostgreSQL

    private func server(_ change: (inout ServerFacts) -> Void = { _ in }) -> ServerJudgement {
        var facts = ServerFacts()
        facts.settings = [
            "fsync": .init(value: "on"), "synchronous_commit": .init(value: "on"),
            "full_page_writes": .init(value: "on"), "server_encoding": .init(value: "UTF8"),
        ]
        facts.rights.isSuperuser = true
        change(&facts)
        return ServerJudgement(facts: facts)
    }

    @Test func anOrdinaryServerIsRight() {
        let server = server()
        let all =
            [
                server.version(), server.writing(), server.rights(), server.encoding(), server.encryption(),
                server.connections(copies: 1, pool: 8),
            ] + server.durability() + server.timeouts()
        for finding in all { #expect(finding.standing == .right, "\(finding.found)") }
    }

    @Test func versionsAndStandbysAreTold() {
        #expect(server { $0.version = 140_012 }.version().found == "PostgreSQL 14, and the hub needs 15 or newer")
        #expect(server { $0.isStandby = true }.writing().standing == .missing)
        let readOnly = server { $0.settings["default_transaction_read_only"] = .init(value: "on", source: "user") }
        #expect(readOnly.writing().remedy == ["alter role \"postgres\" reset default_transaction_read_only;"])
    }

    @Test(arguments: [
        ("default", "alter system set fsync = on; select pg_reload_conf();"),
        ("configuration file", "alter system set fsync = on; select pg_reload_conf();"),
        ("database", "alter database \"referral_hub\" reset fsync;"),
        ("user", "alter role \"postgres\" reset fsync;"),
        ("database user", "alter role \"postgres\" in database \"referral_hub\" reset fsync;"),
        ("client", "take fsync out of the URL's options"),
        ("command line", "take -c fsync=… off the server's command line, and restart it"),
    ])
    func aSettingIsPutRightWhereItWasSet(_ source: String, _ remedy: String) {
        let findings = server { $0.settings["fsync"] = .init(value: "off", source: source) }.durability()
        #expect(findings.map(\.standing) == [.missing])
        #expect(findings.first?.remedy == [remedy])
    }

    @Test func commitsThatDoNotWaitAreToldWhosesoeverTheyAre() {
        let whole = server {
            $0.settings["synchronous_commit"] = .init(value: "off", source: "database")
            $0.commitOverrides = [("database referral_hub", "off")]
        }
        #expect(whole.durability().count == 1)
        let one = server { $0.commitOverrides = [("role locality_router", "off"), ("role portal", "on")] }
        #expect(one.durability().map(\.remedy) == [["alter role locality_router reset synchronous_commit;"]])
        #expect(server { $0.settings["full_page_writes"]?.value = "off" }.durability().first?.standing == .missing)
    }

    @Test func rightsAreAskedForByTheStatementThatGivesThem() {
        func rights(_ change: (inout ServerFacts) -> Void) -> Finding {
            server {
                $0.user = "ada"
                $0.rights = ServerFacts.Rights()
                change(&$0)
            }.rights()
        }
        #expect(
            rights { _ in }.remedy.prefix(2) == [
                "alter role \"ada\" createrole;", "grant create on database \"referral_hub\" to \"ada\";",
            ])
        #expect(
            rights {
                $0.rights.mayMakeRoles = true
                $0.rights.mayMakeSchemas = true
            }.standing == .right)
        #expect(
            rights {
                $0.user = "portal"
                $0.rights.ownsItsSchema = true
            }.standing == .right)
        #expect(
            rights {
                $0.user = "portal"
                $0.rights.ownsItsSchema = false
            }.remedy == ["alter schema \"portal\" owner to \"portal\";"])
        #expect(rights { $0.user = "portal" }.standing == .missing)
    }

    @Test(arguments: [
        (1, 8, 97, -1, 0, Finding.Standing.right), (2, 8, 97, -1, 0, .missing), (1, 8, 97, -1, 40, .advice),
        (1, 8, 297, 50, 0, .missing), (4, 2, 97, -1, 0, .right),
    ])
    func connections(
        _ copies: Int, _ pool: Int, _ ordinary: Int, _ ofDatabase: Int, _ others: Int, _ standing: Finding.Standing
    ) {
        let judgement = server {
            $0.connections = ServerFacts.Connections(ordinary: ordinary, ofDatabase: ofDatabase, others: others)
        }
        let finding = judgement.connections(copies: copies, pool: pool)
        #expect(finding.standing == standing)
        if ofDatabase >= 0 { #expect(finding.remedy.first?.contains("connection limit 74") == true) }
    }

    @Test func timeoutsEncodingAndEncryption() {
        let hasty = server {
            $0.settings["idle_session_timeout"] = .init(value: "60000")
            $0.settings["lock_timeout"] = .init(value: "0")
            $0.settings["default_transaction_isolation"] = .init(value: "serializable")
        }
        #expect(hasty.timeouts().map(\.standing) == [.advice, .advice])
        #expect(server { $0.settings["server_encoding"]?.value = "LATIN1" }.encoding().standing == .missing)
        #expect(server { $0.serverAddress = "10.0.0.5" }.encryption().standing == .advice)
        #expect(
            server {
                $0.serverAddress = "10.0.0.5"
                $0.isEncrypted = true
            }.encryption().standing == .right)
    }

    @Test func aPoolerThatLendsTransactionsIsToldByWhatItLoses() {
        var story = WorkJudgement.SessionStory(
            sameBackend: true, settingsKept: true, lockKept: true, listeningKept: true, preparedKept: true,
            timeZone: "UTC")
        #expect(WorkJudgement.sessions(story).standing == .right)
        story.sameBackend = false
        story.preparedKept = false
        let finding = WorkJudgement.sessions(story)
        #expect(finding.found.contains("the server process, prepared statements"))
        #expect(finding.remedy.first?.contains("pool_mode = session") == true)
    }

    @Test func waysOfWorkingAndCommits() {
        var story = WorkJudgement.WorkStory(
            copied: 10, pipelined: 5, locked: [1, 2], deferredKept: true, deferredRefused: true)
        #expect(WorkJudgement.work(story, rows: 10, statements: 5).map(\.standing) == [.right])
        story.locked = [1, 1]
        story.pipelined = 4
        #expect(WorkJudgement.work(story, rows: 10, statements: 5).map(\.standing) == [.missing, .missing])
        let quick = Array(repeating: Duration.milliseconds(2), count: 9)
        #expect(
            WorkJudgement.commits(quick + [.milliseconds(40)], isDurable: true).found.hasPrefix(
                "2.0 ms at the median, 40.0"))
        #expect(WorkJudgement.commits(quick, isDurable: false).standing == .unasked)
        #expect(WorkJudgement.commits([.milliseconds(30)], isDurable: true).standing == .advice)
        #expect(WorkJudgement.commits([], isDurable: true).standing == .unasked)
    }

    // MARK: How it is told

    @Test func aServerThatDoesNotAnswerEndsACheckInTime() async {
        let never = Check(name: "never", patience: .milliseconds(50)) {
            try await Task.sleep(for: .seconds(60))
            return []
        }
        let started = ContinuousClock.now
        #expect(await never.findings() == [.missing("no answer within 0 s")])
        #expect(started.duration(to: .now) < .seconds(30))
    }

    @Test func whatRestsOnAGateIsNotAsked() async {
        let lines = Lines()
        var report = CheckReport(json: false) { lines.add($0) }
        await report.run(
            "Server",
            [
                Check(name: "one") { [.advice("odd", "set it")] },
                Check(name: "two", isGate: true) { [.missing("gone")] }, Check(name: "three") { [.right("fine")] },
            ])
        #expect(lines.all.count == 5)
        #expect(lines.all[2] == "      → set it")
        #expect(lines.all[4].contains("· ") && lines.all[4].contains("not asked: three"))
        #expect(report.missing == 1 && report.advice == 1 && report.right == 0)
        #expect(report.conclusion.hasPrefix("One thing is missing"))
    }

    private final class Lines {
        private(set) var all: [String] = []
        func add(_ line: String) { all.append(line) }
    }
}
