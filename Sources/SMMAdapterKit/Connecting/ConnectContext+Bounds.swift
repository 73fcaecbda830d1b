package import SMMModel

extension ConnectContext {
    /// The same, whose answers that are no success are free of these secrets and of the token each request carries.
    package func screened(_ secrets: some Sequence<Secret>) -> ConnectContext {
        ConnectContext(
            clock: clock,
            transport: ScreenedTransport(next: transport, screen: SecretScreen(secrets), sparesSuccess: true),
            manifest: manifest, random: random)
    }

    /// The same, whose requests together take no longer than `time` from now.
    package func within(_ time: Milliseconds) -> ConnectContext {
        ConnectContext(
            clock: clock, transport: BriefTransport(next: transport, clock: clock, start: clock.monotonic, time: time),
            manifest: manifest, random: random)
    }
}
