import type { z } from "zod";
import { type Ctx, notFound } from "@/server/kernel";
import type { AccessToken } from "../contract";
import { clientNameOf } from "../devices/device-login";
import { findTokenRow } from "./store/access-tokens";
import { findClients } from "./store/token-renewals";

/** What a token may know of itself, whatever its rights. Throws `not_found` for one that was just deleted. */
export async function getOwnToken({ db }: Ctx, tokenId: string): Promise<z.output<typeof AccessToken>> {
  const [row, clients] = await Promise.all([findTokenRow(db, tokenId), findClients(db, [tokenId])]);
  if (!row) throw notFound("Token", tokenId);
  return { ...row, client: clientNameOf(clients.get(tokenId) ?? "") };
}
