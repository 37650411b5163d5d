import type { Ctx } from "@/server/kernel";
import type { PresignedHeaders } from "@/server/ports/object-store";
import { keyOf } from "./object-key";
import { findLinkedSizes } from "./store/objects";

interface Wanted {
  readonly repoId: string;
  readonly oid: string;
  readonly expiresInSeconds: number;
  readonly headers?: PresignedHeaders;
}

/**
 * A link with which a client reads the object from the store itself, past the platform; `null` where it cannot: the
 * caller then sends the bytes. The caller has authorised reading. A repository gets no link to what it does not have.
 */
export async function presignObject(
  ctx: Ctx<"objects">,
  { repoId, oid, expiresInSeconds, headers }: Wanted,
): Promise<URL | null> {
  const { objects } = ctx.ports;
  if (objects.direct === null) return null;
  const size = (await findLinkedSizes(ctx.db, repoId, [oid])).get(oid);
  if (size === undefined || (await objects.stat(keyOf(oid)))?.size !== size) return null;
  return objects.presignDownload(keyOf(oid), expiresInSeconds, headers);
}
