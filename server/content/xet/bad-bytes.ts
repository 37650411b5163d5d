import { DomainError } from "@/server/kernel/errors";
import type { ContentReason } from "../contract";

const refused = (reason: ContentReason) => (message: string) => new DomainError("invalid", message, { reason });

/** A xorb, or a part of one, that is not what the format says or what its name promises. */
export const badXorb = refused("bad_xorb");

/** A shard that is not what the format says, or that claims what is not so. */
export const badShard = refused("bad_shard");
