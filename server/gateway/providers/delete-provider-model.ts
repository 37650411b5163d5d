import { authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { DeleteProviderModelInput } from "../contract/provider";
import { auditModel } from "./provider-model";
import { deleteModelRow, getModelRow, getProviderRow, lockProviders } from "./store";

export const deleteProviderModel = defineCommand({
  name: "gateway.deleteProviderModel",
  summary: "Take a model of a provider away from callers; what was used of it stays in usage and bills",
  http: { method: "DELETE", path: "/admin/providers/{providerId}/models/{modelId}", status: 204 },
  input: DeleteProviderModelInput,
  output: Nothing,
  async run(ctx, { providerId, modelId }) {
    await authorizePlatform(ctx, "platform.settings");
    return atomically(ctx, async (ctx) => {
      await lockProviders(ctx.db);
      const provider = await getProviderRow(ctx.db, providerId);
      const model = await getModelRow(ctx.db, providerId, modelId);
      await deleteModelRow(ctx.db, modelId);
      await audit(ctx, "providerModel.deleted", auditModel(model, provider));
      return {};
    });
  },
});
