import SMMConfig
import SMMModel
import SMMPublishing

extension PublishingSettings {
    /// The machine's numbers from the configuration.
    init(_ configuration: Configuration) {
        self.init()
        let publishing = configuration.publishing
        settle = [
            "A": publishing.settle.recordKey, "B": publishing.settle.idempotencyKey,
            "C": publishing.settle.serverObject, "D": publishing.settle.listing, "E": publishing.settle.none,
        ]
        listingGap = publishing.listingGap
        keyMargin = publishing.keyMargin
        lateWindow = publishing.lateWindow
        maximumLife = publishing.maximumLife
        retryFirst = publishing.retry.first
        retryFactor = Int64(publishing.retry.factor)
        retryJitterPercent = Int64(publishing.retry.jitter)
        retryCap = publishing.retry.cap
        rateDefault = configuration.rate.defaultRetryAfter
        rateMinimum = configuration.rate.minimum
        rateMaximum = configuration.rate.maximum
        onAbsent = publishing.onAbsent == .resend ? .resend : .ask
        poisonCrashes = publishing.poisonCrashes
        tlsFailures = publishing.tlsFailures
        horizon = publishing.horizon
        batch = publishing.batch
        inFlight = publishing.inFlight
        outage = publishing.outage
        catchUpGap = publishing.catchUpGap
        fuse = FuseSettings(configuration.fuse)
        breaker.failures = configuration.breaker.failures
        breaker.within = configuration.breaker.within
        breaker.openFor = configuration.breaker.openFor
    }
}

extension FuseSettings {
    /// The fuse's limits from the configuration.
    init(_ configuration: FuseConfiguration) {
        self.init()
        perHour = configuration.perHour
        perDay = configuration.perDay
        minimumGap = configuration.minimumGap
        repeatWindow = configuration.repeatWindow
        burst = configuration.burst
        burstWindow = configuration.burstWindow
    }
}
