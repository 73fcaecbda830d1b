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
        // Outside of the write: nobody can publish while a day of the record is looked through.
        let seen = try await context.accounts.read(call.principal) { scene, tx in
            (act: try LastAct(scene: scene, tx: tx).find(body), sequence: try EventLog.lastSequence(in: tx))
        }
        let box = ChangeBox()
        let view = try await context.accounts.write(call.principal, dryRun: call.isDryRun) { scene, tx in
            box.begin(nil)
            let undoing = Undoing(context: context, scene: scene, tx: tx)
            return try undoing.run(body, seen: seen) { box.add($0) }
        }
        if !call.isDryRun { await context.engine.committed(box.taken) }
        return view
    }
}
