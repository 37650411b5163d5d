import { authorizePlatform } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand, newRow, parseMoney } from "@/server/kernel";
import { CreateProviderModelInput, MAX_PROVIDER_MODELS, ProviderModel } from "../contract/provider";
import { showModel } from "./provider";
import { auditModel, refuseDearCache, refuseTakenPublicId } from "./provider-model";
import { countModels, getProviderRow, insertModel, lockProviders } from "./store";

export const createProviderModel = defineCommand({
  name: "gateway.createProviderModel",
  summary: "Let callers reach a model of a provider by a name, at these prices",
  http: { method: "POST", path: "/admin/providers/{providerId}/models", status: 201 },
  input: CreateProviderModelInput,
  output: ProviderModel,
  async run(ctx, { shadows, inputPrice, cachedInputPrice, outputPrice, ...facts }) {
    await authorizePlatform(ctx, "platform.settings");
    const row = {
      ...newRow(ctx),
      ...facts,
      inputPrice: parseMoney(inputPrice),
      cachedInputPrice: cachedInputPrice === null ? null : parseMoney(cachedInputPrice),
      outputPrice: parseMoney(outputPrice),
      currency: ctx.site.currency,
    };
    refuseDearCache(row);
    return atomically(ctx, async (ctx) => {
      await lockProviders(ctx.db);
      const provider = await getProviderRow(ctx.db, facts.providerId);
      if ((await countModels(ctx.db, provider.id)) >= MAX_PROVIDER_MODELS) throw tooMany();
      await refuseTakenPublicId(ctx, { publicId: row.publicId, ownId: null, shadows });
      await insertModel(ctx.db, row);
      const { upstreamName, currency } = row;
      const details = { upstreamName, inputPrice, cachedInputPrice, outputPrice, currency };
      await audit(ctx, "providerModel.created", auditModel(row, provider, details));
      return showModel(row);
    });
  },
});

const tooMany = () =>
  new DomainError("conflict", `A provider has at most ${MAX_PROVIDER_MODELS} models`, { reason: "too_many_models" });
