import { requireRecentSignIn } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand, newRow } from "@/server/kernel";
import { CreateSshKeyInput, DisplayName, SshKey } from "../contract";
import { ownAccount } from "../own-account";
import { getUser } from "../store/users";
import { tellOwner } from "../tell-owner";
import { coversScope, makerOf } from "../tokens/token-scope";
import { SCOPE_OF_KEY } from "./actor-of-ssh-key";
import { parseSshKey } from "./ssh-key";
import { insertSshKey } from "./store";

export const createSshKey = defineCommand({
  name: "identity.createSshKey",
  summary: "Add an SSH key to your account",
  http: { method: "POST", path: "/ssh-keys", status: 201 },
  input: CreateSshKeyInput,
  output: SshKey,
  async run(ctx, { title, publicKey: line }) {
    const { userId } = await ownAccount(ctx);
    requireRecentSignIn(ctx);
    if (ctx.actor.kind === "token" && !coversScope(ctx.actor.scope, SCOPE_OF_KEY)) {
      throw new DomainError("forbidden", "A token cannot add a key that may do more than itself", {
        reason: "more_rights",
      });
    }
    const { comment, ...key } = parseSshKey(line);
    const named = title ?? (DisplayName.safeParse(comment).data || key.algorithm);

    return atomically(ctx, async (ctx) => {
      const row = await insertSshKey(ctx.db, {
        ...newRow(ctx),
        ...key,
        userId,
        title: named,
        madeBy: makerOf(ctx.actor),
      });
      if (!row) throw new DomainError("conflict", "This key is in use already", { reason: "key_taken" });
      const details = { fingerprint: row.fingerprint };
      await tellOwner(ctx, await getUser(ctx.db, userId), "An SSH key was added");
      await audit(ctx, "sshKey.created", { kind: "sshKey", id: row.id, name: row.title, ownerId: userId, details });
      return row;
    });
  },
});
