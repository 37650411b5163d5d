import { isDeployed } from "@/server/inference";
import { type Ctx, DomainError, parseMoney } from "@/server/kernel";
import { findModelByName, type ProviderModelRow, type ProviderRow } from "./store";

interface Prices {
  readonly inputPrice?: string | undefined;
  readonly cachedInputPrice?: string | null | undefined;
  readonly outputPrice?: string | undefined;
}

/** Prices as columns, in nano-units of the installation's currency; only those that are given. */
export function priceColumns(ctx: Ctx, { inputPrice, cachedInputPrice, outputPrice }: Prices) {
  const given = [inputPrice, cachedInputPrice, outputPrice].some((price) => price !== undefined);
  const cached = cachedInputPrice === null || cachedInputPrice === undefined ? null : parseMoney(cachedInputPrice);
  return {
    ...(inputPrice !== undefined && { inputPrice: parseMoney(inputPrice) }),
    ...(cachedInputPrice !== undefined && { cachedInputPrice: cached }),
    ...(outputPrice !== undefined && { outputPrice: parseMoney(outputPrice) }),
    ...(given && { currency: ctx.site.currency }),
  };
}

/** A call reserves the price of input without a cache: with one it must not cost more. Throws `invalid`. */
export function refuseDearCache({
  inputPrice,
  cachedInputPrice,
}: Pick<ProviderModelRow, "inputPrice" | "cachedInputPrice">) {
  if (cachedInputPrice === null || cachedInputPrice <= inputPrice) return;
  throw new DomainError("invalid", "Input from a cache cannot cost more than other input", {
    details: { param: "cachedInputPrice" },
  });
}

interface Wanted {
  readonly publicId: string;
  /** The model that has the name already; `null` for a new one. */
  readonly ownId: string | null;
  /** Whether to take the name of a deployment all the same. */
  readonly shadows: boolean;
}

/** Throws `conflict`: `name_taken` by another model of a provider, `name_deployed` by a deployment. */
export async function refuseTakenPublicId(ctx: Ctx, { publicId, ownId, shadows }: Wanted): Promise<void> {
  const other = await findModelByName(ctx.db, publicId);
  if (other !== null && other.model.id !== ownId) {
    throw new DomainError("conflict", `${other.provider.name} already has the model ${other.model.publicId}`, {
      reason: "name_taken",
    });
  }
  if (shadows || !(await isDeployed(ctx.db, publicId))) return;
  throw new DomainError(
    "conflict",
    `${publicId} is deployed here, and whoever may call that deployment goes on to reach it. Choose another name, or confirm that others reach the provider by this one`,
    { reason: "name_deployed" },
  );
}

export const auditModel = (
  { id, publicId }: ProviderModelRow,
  { name }: ProviderRow,
  details: Readonly<Record<string, unknown>> = {},
) => ({ ...{ kind: "providerModel", id, name: publicId }, details: { provider: name, ...details } });
