import { createHash } from "node:crypto";
import { z } from "zod";
import type { Ctx } from "./context";
import type { PageInput } from "./contract";
import { DomainError } from "./errors";

const Keyset = z.strictObject({ sort: z.string(), id: z.uuid(), filter: z.string() });

/** The row after which a page starts: its sort value as text, and its id for rows that share that value. */
export type Keyset = Pick<z.infer<typeof Keyset>, "sort" | "id">;

/** So many rows after one of them; all lists of stores take it. */
export interface Slice<After = Keyset> {
  readonly after: After | null;
  readonly limit: number;
}

interface Source<T> {
  /** Names the list, so that a cursor of another list is refused. */
  readonly list: string;
  readonly keyOf: (row: T) => Keyset;
  /** Returns at most `limit` rows after `after`, ordered by sort value and then id. */
  readonly read: (after: Keyset | null, limit: number) => Promise<readonly T[]>;
}

/** Reads one page. Throws `invalid` for a cursor that was forged, or made for another list or filter. */
export async function page<T>(ctx: Ctx, input: PageInput, { list, keyOf, read }: Source<T>) {
  const { cursor, limit, ...where } = input;
  const filter = createHash("sha256")
    .update(JSON.stringify([list, where]))
    .digest("base64url");

  const rows = await read(cursor === undefined ? null : openCursor(ctx, cursor, filter), limit + 1);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = last && rows.length > limit ? ctx.seal(JSON.stringify({ ...keyOf(last), filter })) : null;
  return { items, nextCursor };
}

const NO_ROW = "00000000-0000-0000-0000-000000000000";

interface Whole<T> extends Pick<Source<T>, "list"> {
  readonly rows: readonly T[];
  /** What the rows are ordered by; no two have the same. */
  readonly sortOf: (row: T) => string;
}

/** Reads one page of rows that no table holds: all of them are there, in the order of their sort values. */
export const pageOfAll = <T>(ctx: Ctx, input: PageInput, { list, rows, sortOf }: Whole<T>) =>
  page(ctx, input, {
    list,
    keyOf: (row: T) => ({ sort: sortOf(row), id: NO_ROW }),
    read: async (after, limit) => rows.filter((row) => after === null || sortOf(row) > after.sort).slice(0, limit),
  });

function openCursor(ctx: Ctx, cursor: string, filter: string): Keyset {
  const opened = ctx.open(cursor);
  const keyset = opened === null ? null : keysetIn(opened);
  if (keyset?.filter === filter) return keyset;
  throw new DomainError("invalid", "The cursor does not belong to this list", { reason: "bad_cursor" });
}

/** What else is sealed here, such as tokens and links, is no cursor. */
function keysetIn(opened: string): z.infer<typeof Keyset> | null {
  try {
    return Keyset.safeParse(JSON.parse(opened)).data ?? null;
  } catch {
    return null; // no JSON
  }
}
