import SMMAdapterKit
import SMMModel

/// Lets something happen while a request is on its way: after the machine has decided on it and before the network
/// answers.
struct MeddlingAdapter: PlatformAdapter {
    let real: any PlatformAdapter
    var whileSending: @Sendable () async -> Void = {}
    var whileAsking: @Sendable () async -> Void = {}

    func describe() -> PlatformManifest { real.describe() }

    func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        await whileSending()
        return await real.publish(request, in: context)
    }

    func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        await whileAsking()
        return await real.reconcile(request, in: context)
    }
}
