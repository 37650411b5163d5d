import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { TokenPath } from "../contract";
import { ownAccount } from "../own-account";
import { removeToken } from "./store/access-tokens";

export const deleteToken = defineCommand({
  name: "identity.deleteToken",
  summary: "Revoke an access token",
  http: { method: "DELETE", path: "/tokens/{tokenId}", status: 204 },
  input: TokenPath,
  output: Nothing,
  async run(ctx, { tokenId }) {
    const { userId } = await ownAccount(ctx);
    return atomically(ctx, async (ctx) => {
      const { name } = await removeToken(ctx.db, { id: tokenId, userId });
      await audit(ctx, "token.deleted", { kind: "token", id: tokenId, name, ownerId: userId });
      return {};
    });
  },
});
