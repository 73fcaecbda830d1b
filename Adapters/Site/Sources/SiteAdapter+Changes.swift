package import SMMAdapterKit
import SMMModel

extension SiteAdapter: EditsPosts {
    package func edit(_ request: EditRequest, in context: AdapterContext) async -> AttemptResult {
        let key = SiteDecision.entryKey(request.receipt)
        let content = request.content
        return await change(content.account, content.brand, request.receipt.remoteID, context) {
            site throws(SiteFailure) in
            let old = try site.read(key)
            let new = try site.decide { () throws(Failure) in
                try SiteDecision.edit(request, of: old, now: context.clock.now)
            }
            return SiteStep(old: old, new: new, media: content.part.media, part: request.receipt.remoteID)
        }
    }
}

extension SiteAdapter: DeletesPosts {
    package func delete(_ request: DeleteRequest, in context: AdapterContext) async -> AttemptResult {
        let key = SiteDecision.entryKey(request.receipt)
        return await change(request.account, request.brand, request.receipt.remoteID, context) {
            site throws(SiteFailure) in
            let old = try site.read(key)
            let new = try site.decide { () throws(Failure) in try SiteDecision.delete(request.receipt, of: old) }
            return SiteStep(old: old, new: new, media: [], part: request.receipt.remoteID)
        }
    }
}
