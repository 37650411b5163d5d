import { findAccounts, findAccountsByName } from "@/server/identity";
import { foldName } from "@/server/identity/contract";
import { type Ctx, DomainError, formatMoney } from "@/server/kernel";
import type { Provider, ProviderModel } from "../contract/provider";
import { findProviderByName, listModelRows, type ProviderModelRow, type ProviderRow } from "./store";

/** As administrators read it: nothing that is sealed is in it. */
export async function showProviders(ctx: Ctx, rows: readonly ProviderRow[]): Promise<Provider[]> {
  const [models, accounts] = await Promise.all([
    listModelRows(
      ctx.db,
      rows.map(({ id }) => id),
    ),
    findAccounts(
      ctx.db,
      rows.flatMap(({ organizationIds }) => organizationIds),
    ),
  ]);
  return rows.map(({ organizationIds, credential, headers: _, ...row }) => ({
    ...row,
    hasCredential: credential !== null,
    organizations: organizationIds.flatMap((id) => accounts.get(id)?.name ?? []),
    models: models.filter(({ providerId }) => providerId === row.id).map(showModel),
  }));
}

export async function showProvider(ctx: Ctx, row: ProviderRow): Promise<Provider> {
  const [shown] = await showProviders(ctx, [row]);
  if (!shown) throw new Error("a row is shown as one provider");
  return shown;
}

export const showModel = ({ inputPrice, cachedInputPrice, outputPrice, ...row }: ProviderModelRow): ProviderModel => ({
  ...row,
  inputPrice: formatMoney(inputPrice),
  cachedInputPrice: cachedInputPrice === null ? null : formatMoney(cachedInputPrice),
  outputPrice: formatMoney(outputPrice),
});

export const auditProvider = ({ id, name }: ProviderRow, details: Readonly<Record<string, unknown>> = {}) => ({
  ...{ kind: "provider", id, name, details },
});

/** Ids of organisations by their names. Throws `invalid` for a name that is none. */
export async function organizationIdsOf(ctx: Ctx, names: readonly string[]): Promise<string[]> {
  const found = await findAccountsByName(ctx.db, names);
  const ids = names.map((name) => {
    const account = found.get(foldName(name));
    if (account?.kind === "organization") return account.id;
    throw new DomainError("invalid", `There is no organisation ${name}`, { details: { param: "organizations" } });
  });
  return [...new Set(ids)];
}

/** Throws `conflict` (`name_taken`) when another provider has the name. */
export async function refuseTakenName(ctx: Ctx, name: string, ownId: string | null): Promise<void> {
  const other = await findProviderByName(ctx.db, name);
  if (other === null || other.id === ownId) return;
  throw new DomainError("conflict", `There is already a provider ${other.name}`, { reason: "name_taken" });
}

/** Names and sealed values of headers, as columns. */
export function headerColumns(ctx: Ctx, headers: Readonly<Record<string, string>>) {
  const headerNames = Object.keys(headers).sort();
  return { headerNames, headers: headerNames.length === 0 ? null : ctx.seal(JSON.stringify(headers)) };
}
