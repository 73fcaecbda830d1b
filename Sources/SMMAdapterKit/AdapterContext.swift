package import SMMModel

/// What an adapter may reach: the clock, the network, the media store, the fitter of pictures, and the durable notes of this operation.
package struct AdapterContext: Sendable {
    /// The clock.
    package let clock: any TimeSource
    /// The one way out to the network; local adapters do not touch it.
    package let transport: any HTTPTransport
    /// The media store.
    package let media: any MediaReader
    /// Makes pictures smaller that the platform does not take as they are.
    package let pictures: any PictureFitter
    /// Durable notes of this operation.
    package let steps: any StepRecorder
    /// The manifest in force, with the overrides of the configuration.
    package let manifest: PlatformManifest
    /// The account's credential; nil for a platform without.
    package let credential: Credential?
    /// Whether anything was ever published from the account. It costs a question to the database, so it is asked only
    /// where it matters.
    package let hasPublished: @Sendable () async throws(Failure) -> Bool

    /// A context.
    package init(
        clock: any TimeSource, transport: any HTTPTransport, media: any MediaReader,
        pictures: any PictureFitter = NoPictureFitter(), steps: any StepRecorder, manifest: PlatformManifest,
        credential: Credential? = nil,
        hasPublished: @escaping @Sendable () async throws(Failure) -> Bool = { false }
    ) {
        self.clock = clock
        self.transport = transport
        self.media = media
        self.pictures = pictures
        self.steps = steps
        self.manifest = manifest
        self.credential = credential
        self.hasPublished = hasPublished
    }

    /// The same with a credential, whose secrets are taken out of what the platform answers.
    package func with(_ credential: Credential) -> AdapterContext {
        AdapterContext(
            clock: clock,
            transport: ScreenedTransport(next: transport, screen: SecretScreen(credential.secrets.values)),
            media: media, pictures: pictures, steps: steps, manifest: manifest, credential: credential,
            hasPublished: hasPublished)
    }
}
