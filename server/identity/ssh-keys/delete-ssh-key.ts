import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { SshKeyPath } from "../contract";
import { ownAccount } from "../own-account";
import { removeSshKey } from "./store";

export const deleteSshKey = defineCommand({
  name: "identity.deleteSshKey",
  summary: "Remove an SSH key from your account",
  http: { method: "DELETE", path: "/ssh-keys/{keyId}", status: 204 },
  input: SshKeyPath,
  output: Nothing,
  async run(ctx, { keyId }) {
    const { userId } = await ownAccount(ctx);
    return atomically(ctx, async (ctx) => {
      const { title, fingerprint } = await removeSshKey(ctx.db, keyId, { userId });
      const target = { kind: "sshKey", id: keyId, name: title, ownerId: userId, details: { fingerprint } };
      await audit(ctx, "sshKey.deleted", target);
      return {};
    });
  },
});
