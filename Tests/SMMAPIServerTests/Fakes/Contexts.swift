import SMMAPIServer
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel

extension ConnectContext {
    /// A context that reaches nothing.
    static func desk(_ clock: any TimeSource) -> ConnectContext {
        ConnectContext(
            clock: clock, transport: NoTransport(), manifest: SignInAdapter().describe(),
            random: { [UInt8](repeating: 7, count: $0) })
    }
}

extension AdapterContext {
    /// A context that reaches nothing.
    static func desk(_ clock: any TimeSource, _ credential: Credential) -> AdapterContext {
        AdapterContext(
            clock: clock, transport: NoTransport(), media: MemoryMedia(), steps: MemorySteps(),
            manifest: SignInAdapter().describe(), credential: credential)
    }
}
