package import SMMModel

/// What an adapter may reach while an account is connected or its credential renewed.
package struct ConnectContext: Sendable {
    /// The clock.
    package let clock: any TimeSource
    /// The one way out to the network.
    package let transport: any HTTPTransport
    /// The manifest in force.
    package let manifest: PlatformManifest
    /// This many bytes that nobody can guess.
    package let random: @Sendable (Int) -> [UInt8]

    /// A context.
    package init(
        clock: any TimeSource, transport: any HTTPTransport, manifest: PlatformManifest,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.clock = clock
        self.transport = transport
        self.manifest = manifest
        self.random = random
    }
}
