package import SMMAPI
package import SMMAPIServer
import SMMAccounts
import SMMDatabase
import SMMModel
import SMMPublishing
import SMMStore

extension DaemonDesk {
    /// Takes back what the asker did last; see `DaemonControl`.
    package func undo(_ call: Call, _ body: Undo) async throws -> UndoView {
        let context = self.context
        let box = ChangeBox()
        let view = try await context.accounts.write(call.principal, dryRun: call.isDryRun) { scene, tx in
            let undoing = Undoing(context: context, scene: scene, tx: tx)
            return try undoing.run(body) { box.add($0) }
        }
        if !call.isDryRun { await context.engine.committed(box.taken) }
        return view
    }
}
