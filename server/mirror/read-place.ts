import type { Ctx } from "@/server/kernel";
import type { SourceId } from "./contract";
import type { ReadAddress } from "./place";
import { readAddress } from "./read-address";

export interface Typed {
  readonly address: string;
  readonly source?: SourceId | undefined;
}

/** What an address means in this installation. Throws as `readAddress` does. */
export const readPlace = ({ live }: Ctx<"insideOrigins">, { address, source }: Typed): ReadAddress =>
  readAddress(address, { source, isInside: (origin) => live.insideOrigins.has(origin) });
