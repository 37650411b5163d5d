import { authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { ProviderModel, UpdateProviderModelInput } from "../contract/provider";
import { showModel } from "./provider";
import { auditModel, priceColumns, refuseDearCache, refuseTakenPublicId } from "./provider-model";
import { getModelRow, getProviderRow, lockProviders, updateModelRow } from "./store";

export const updateProviderModel = defineCommand({
  name: "gateway.updateProviderModel",
  summary: "Change the name of a provider's model or its prices; what was used before keeps its price",
  http: { method: "PATCH", path: "/admin/providers/{providerId}/models/{modelId}" },
  input: UpdateProviderModelInput,
  output: ProviderModel,
  async run(ctx, { providerId, modelId, shadows, ...change }) {
    await authorizePlatform(ctx, "platform.settings");
    const { publicId, upstreamName, contextLength, ...prices } = change;
    return atomically(ctx, async (ctx) => {
      await lockProviders(ctx.db);
      const provider = await getProviderRow(ctx.db, providerId);
      const before = await getModelRow(ctx.db, providerId, modelId);
      if (publicId !== undefined && publicId.toLowerCase() !== before.publicId.toLowerCase()) {
        await refuseTakenPublicId(ctx, { publicId, ownId: modelId, shadows });
      }
      const columns = {
        ...(publicId !== undefined && { publicId }),
        ...(upstreamName !== undefined && { upstreamName }),
        ...(contextLength !== undefined && { contextLength }),
        ...priceColumns(ctx, prices),
      };
      refuseDearCache({ ...before, ...columns });
      const shown = showModel(await updateModelRow(ctx.db, modelId, { ...columns, updatedAt: ctx.now() }));
      const { inputPrice, cachedInputPrice, outputPrice, currency } = shown;
      const details = { upstreamName: shown.upstreamName, inputPrice, cachedInputPrice, outputPrice, currency };
      await audit(ctx, "providerModel.updated", auditModel({ ...before, ...columns }, provider, details));
      return shown;
    });
  },
});
