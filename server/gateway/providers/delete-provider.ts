import { authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { DeleteProviderInput } from "../contract/provider";
import { auditProvider } from "./provider";
import { countModels, deleteProviderRow, getProviderRow, lockProviders } from "./store";

export const deleteProvider = defineCommand({
  name: "gateway.deleteProvider",
  summary: "Delete a provider and its models; what was used of them stays in usage and bills",
  http: { method: "DELETE", path: "/admin/providers/{providerId}", status: 204 },
  input: DeleteProviderInput,
  output: Nothing,
  async run(ctx, { providerId }) {
    await authorizePlatform(ctx, "platform.settings");
    return atomically(ctx, async (ctx) => {
      await lockProviders(ctx.db);
      const row = await getProviderRow(ctx.db, providerId);
      const models = await countModels(ctx.db, providerId);
      await deleteProviderRow(ctx.db, providerId);
      await audit(ctx, "provider.deleted", auditProvider(row, { models }));
      return {};
    });
  },
});
