import { authorizePlatform, requireRecentSignIn } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, defineCommand, newRow } from "@/server/kernel";
import { CreateProviderInput, Provider } from "../contract/provider";
import { readBaseUrl } from "./base-url";
import { auditProvider, headerColumns, organizationIdsOf, refuseTakenName, showProvider } from "./provider";
import { insertProvider, lockProviders } from "./store";

export const createProvider = defineCommand({
  name: "gateway.createProvider",
  summary: "Add a provider whose models are called through the gateway",
  http: { method: "POST", path: "/admin/providers", status: 201 },
  input: CreateProviderInput,
  output: Provider,
  async run(ctx: Ctx<"insideOrigins">, { baseUrl, credential, headers, organizations, ...facts }) {
    await authorizePlatform(ctx, "platform.settings");
    requireRecentSignIn(ctx);
    const row = {
      ...newRow(ctx),
      ...facts,
      ...headerColumns(ctx, headers),
      baseUrl: readBaseUrl(ctx, baseUrl),
      credential: credential === null ? null : ctx.seal(credential),
      organizationIds: await organizationIdsOf(ctx, organizations),
    };
    return atomically(ctx, async (ctx) => {
      await lockProviders(ctx.db);
      await refuseTakenName(ctx, row.name, null);
      await insertProvider(ctx.db, row);
      const shown = await showProvider(ctx, row);
      await audit(ctx, "provider.created", auditProvider(row, { providerKind: row.kind, baseUrl: row.baseUrl }));
      return shown;
    });
  },
});
