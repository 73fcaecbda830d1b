import SMMModel

extension Configuration {
    /// Reads `smmd.yaml`; what it does not say keeps its default.
    init(_ node: ConfigurationNode?, log: ReadingLog) {
        self.init()
        let root = SectionReader(node, log: log)
        root.text("state-directory", form: "path", &stateDirectory, .absolutePath)
        root.text("site-directory", form: "path", &siteDirectory, .absolutePath)
        root.text("socket", form: "path", &socket, .socketPath)
        root.choice("log-level", &logLevel)
        root.section("publishing") { publishing.read($0) }
        root.section("fuse") { fuse.read($0) }
        root.section("breaker") { breaker.read($0) }
        root.section("rate") { rate.read($0) }
        root.section("network") { network.read($0) }
        root.section("limits") { limits.read($0) }
        root.section("notify") { notify.read($0) }
        root.section("backup") { backup.read($0) }
        root.section("clock") { clock.read($0) }
        root.section("door") { door.read($0) }
        root.finish(elsewhere: log.keys.map(\.key))
    }

    /// Every key of `smmd.yaml` in the order of the file, with its form and default.
    package static var keys: [KeyDescription] {
        let log = ReadingLog()
        _ = Configuration(nil, log: log)
        return log.keys
    }
}

extension PublishingConfiguration {
    fileprivate mutating func read(_ section: SectionReader) {
        section.section("settle") { settle.read($0) }
        section.duration("listing-gap", &listingGap, .zero ... .days(1))
        section.duration("key-margin", &keyMargin, .zero ... .days(1))
        section.duration("late-window", &lateWindow, .zero ... .days(30))
        section.duration("maximum-life", &maximumLife, .seconds(1) ... .days(90))
        section.section("retry") { retry.read($0) }
        section.duration("undo-window", &undoWindow, .zero ... .hours(1))
        section.duration("horizon", &horizon, .seconds(1) ... .days(7))
        section.number("batch", &batch, 1...10_000)
        section.number("in-flight", &inFlight, 1...4096)
        section.duration("lease", &lease, .seconds(1) ... .hours(1))
        section.duration("outage", &outage, .seconds(1) ... .days(1))
        section.duration("catch-up-gap", &catchUpGap, .zero ... .days(1))
        section.choice("on-absent", &onAbsent)
        section.number("poison-crashes", &poisonCrashes, 1...100)
        section.number("tls-failures", &tlsFailures, 1...100)
    }
}

extension SettleConfiguration {
    fileprivate mutating func read(_ section: SectionReader) {
        let range = Milliseconds.zero ... .days(7)
        section.duration("record-key", &recordKey, range)
        section.duration("idempotency-key", &idempotencyKey, range)
        section.duration("server-object", &serverObject, range)
        section.duration("listing", &listing, range)
        section.duration("none", &none, range)
    }
}

extension RetryConfiguration {
    fileprivate mutating func read(_ section: SectionReader) {
        section.duration("first", &first, .milliseconds(1) ... .days(1))
        section.number("factor", &factor, 1...10)
        section.percentage("jitter", &jitter, 0...90)
        section.duration("cap", &cap, .milliseconds(1) ... .days(7))
        if first > cap {
            section.conflict("cap", "The longest wait is shorter than the first one.", allowed: "at least first")
        }
    }
}

extension FuseConfiguration {
    fileprivate mutating func read(_ section: SectionReader) {
        section.number("per-hour", &perHour, 0...1_000_000)
        section.number("per-day", &perDay, 0...10_000_000)
        section.duration("minimum-gap", &minimumGap, .zero ... .days(1))
        section.duration("repeat-window", &repeatWindow, .zero ... .days(365))
        section.number("burst", &burst, 0...1_000_000)
        section.duration("burst-window", &burstWindow, .seconds(1) ... .hours(1))
        // With only per-day written, an hour simply cannot use its default up.
        if section.has("per-hour"), perDay != 0, perHour > perDay {
            section.conflict(
                "per-hour", "The cap for an hour (\(perHour)) is above the one for a day (\(perDay)).",
                allowed: "at most per-day")
        }
    }
}

extension BreakerConfiguration {
    fileprivate mutating func read(_ section: SectionReader) {
        section.number("failures", &failures, 1...1000)
        section.duration("within", &within, .seconds(1) ... .days(1))
        section.duration("open-for", &openFor, .milliseconds(1) ... .days(1))
    }
}

extension RateConfiguration {
    fileprivate mutating func read(_ section: SectionReader) {
        section.duration("default-retry-after", &defaultRetryAfter, .milliseconds(1) ... .days(7))
        section.duration("minimum", &minimum, .zero ... .days(1))
        section.duration("maximum", &maximum, .milliseconds(1) ... .days(30))
        if minimum > maximum {
            section.conflict("minimum", "The shortest wait is above the longest.", allowed: "at most maximum")
        } else if !(minimum...maximum).contains(defaultRetryAfter) {
            section.conflict(
                "default-retry-after", "The default wait is not between the shortest and the longest.",
                allowed: "minimum to maximum")
        }
    }
}

extension NetworkConfiguration {
    fileprivate mutating func read(_ section: SectionReader) {
        section.list("allow", &allow, atMost: 64, .addressBlock)
        section.list("ports", &ports, atMost: 64, .port)
    }
}

extension LimitsConfiguration {
    fileprivate mutating func read(_ section: SectionReader) {
        section.size("maximum-upload", &maximumUpload, 1 << 10...64 << 30)
        section.number("connections", &connections, 1...4096)
        section.size("request-body", &requestBody, 64 << 10...64 << 20)
    }
}

extension NotifyConfiguration {
    fileprivate mutating func read(_ section: SectionReader) {
        section.flag("journal", &journal)
        section.section("mail") { mail.read($0) }
        section.section("ntfy") { ntfy.read($0) }
        section.duration("repeat-after", &repeatAfter, .minutes(1) ... .days(30))
    }
}

extension MailConfiguration {
    fileprivate mutating func read(_ section: SectionReader) {
        section.list("to", &to, atMost: 20, .mailAddress)
        section.text("from", &from, .mailAddress)
        section.text("spool", form: "path", &spool, .path)
    }
}

extension NtfyConfiguration {
    fileprivate mutating func read(_ section: SectionReader) {
        section.text("url", &url, .serverAddress)
        section.text("topic", &topic, .topic)
        if section.has("url") != section.has("topic") {
            let (given, missing) = section.has("url") ? ("url", "topic") : ("topic", "url")
            section.conflict(
                given, "An ntfy message needs both url and topic; \(missing) is missing.",
                allowed: "both, or neither")
        }
    }
}

extension BackupConfiguration {
    fileprivate mutating func read(_ section: SectionReader) {
        section.text("directory", form: "path", &directory, .path)
        section.number("keep", &keep, 1...1000)
    }
}

extension ClockConfiguration {
    fileprivate mutating func read(_ section: SectionReader) {
        section.duration("jump", &jump, .seconds(1) ... .days(1))
    }
}

extension DoorConfiguration {
    fileprivate mutating func read(_ section: SectionReader) {
        section.text("url", &url, .publicAddress)
        section.text("socket", form: "path", &socket, .socketPath)
        section.text("user", &user, .userName)
        section.list("proxies", &proxies, atMost: 14, .networkAddress)
        section.text("language", &language, .language)
    }
}
