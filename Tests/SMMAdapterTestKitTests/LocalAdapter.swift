import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel

/// An adapter that does not use the context's network, as one for local files would not.
struct LocalAdapter: PlatformAdapter, PreparesMedia, DeletesPosts, EditsPosts, RepliesToComments {
    let real: any PlatformAdapter
    let way: (any ConformanceNetwork)?

    private func own(_ context: AdapterContext) -> AdapterContext {
        AdapterContext(
            clock: context.clock, transport: way ?? context.transport, media: context.media, steps: context.steps,
            manifest: context.manifest)
    }

    func describe() -> PlatformManifest { real.describe() }

    func publish(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        await real.publish(request, in: own(context))
    }

    func reconcile(_ request: ReconcileRequest, in context: AdapterContext) async -> ReconcileResult {
        await real.reconcile(request, in: own(context))
    }

    func prepare(_ request: PublishRequest, in context: AdapterContext) async -> PrepareResult {
        guard let real = real as? any PreparesMedia else { return .prepared }
        return await real.prepare(request, in: own(context))
    }

    func delete(_ request: DeleteRequest, in context: AdapterContext) async -> AttemptResult {
        guard let real = real as? any DeletesPosts else { return AttemptResult(.rejected(Failure("no", "No."))) }
        return await real.delete(request, in: own(context))
    }

    func edit(_ request: EditRequest, in context: AdapterContext) async -> AttemptResult {
        guard let real = real as? any EditsPosts else { return AttemptResult(.rejected(Failure("no", "No."))) }
        return await real.edit(request, in: own(context))
    }

    func reply(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        await publish(request, in: context)
    }
}
