import type { z } from "zod";
import { authorizePlatform, requireRecentSignIn } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, type Ctx, defineCommand } from "@/server/kernel";
import { Provider, UpdateProviderInput } from "../contract/provider";
import { readBaseUrl } from "./base-url";
import { auditProvider, headerColumns, organizationIdsOf, refuseTakenName, showProvider } from "./provider";
import { getProviderRow, lockProviders, type ProviderRow, updateProviderRow } from "./store";

type Change = Omit<z.output<typeof UpdateProviderInput>, "providerId">;

export const updateProvider = defineCommand({
  name: "gateway.updateProvider",
  summary: "Change where a provider is, its credential, who may call it; switch it off and on",
  http: { method: "PATCH", path: "/admin/providers/{providerId}" },
  input: UpdateProviderInput,
  output: Provider,
  async run(ctx: Ctx<"insideOrigins">, { providerId, ...change }) {
    await authorizePlatform(ctx, "platform.settings");
    requireRecentSignIn(ctx);
    return atomically(ctx, async (ctx) => {
      await lockProviders(ctx.db);
      const before = await getProviderRow(ctx.db, providerId);
      if (change.name !== undefined) await refuseTakenName(ctx, change.name, providerId);
      const columns = { ...plainOf(change), ...placeOf(ctx, before, change), ...(await callersOf(ctx, change)) };
      const row = await updateProviderRow(ctx.db, providerId, { ...columns, updatedAt: ctx.now() });
      const shown = await showProvider(ctx, row);
      await audit(ctx, "provider.updated", auditProvider(row, { changed: Object.keys(columns).sort() }));
      return shown;
    });
  },
});

type Columns = Partial<ProviderRow>;

const plainOf = ({ name, totalMs, idleMs, isEnabled }: Change): Columns => ({
  ...(name !== undefined && { name }),
  ...(totalMs !== undefined && { totalMs }),
  ...(idleMs !== undefined && { idleMs }),
  ...(isEnabled !== undefined && { isEnabled }),
});

/** What is secret is for the origin that it was given for: another one does not get it. */
function placeOf(ctx: Ctx<"insideOrigins">, before: ProviderRow, { baseUrl, credential, headers }: Change): Columns {
  const place = baseUrl === undefined ? before.baseUrl : readBaseUrl(ctx, baseUrl);
  const isElsewhere = new URL(place).origin !== new URL(before.baseUrl).origin;
  return {
    ...(baseUrl !== undefined && { baseUrl: place }),
    ...(isElsewhere && { credential: null, headerNames: [], headers: null }),
    ...(credential !== undefined && { credential: credential === null ? null : ctx.seal(credential) }),
    ...(headers !== undefined && headerColumns(ctx, headers)),
  };
}

const callersOf = async (ctx: Ctx, { organizations }: Change): Promise<Columns> =>
  organizations === undefined ? {} : { organizationIds: await organizationIdsOf(ctx, organizations) };
