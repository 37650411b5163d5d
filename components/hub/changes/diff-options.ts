import type { z } from "zod";
import { listAddress } from "@/components/patterns/list-address";
import type { FileDiff } from "@/server/git/contract";
import type { Comparison } from "@/server/hub/contract/content";
import type { NamedRepo } from "@/server/hub/contract/repo";

/** How changes are looked at, as the address says it. */
export interface DiffOptions {
  /** One file alone, as far as it goes. */
  readonly file?: string | undefined;
  readonly isSplit: boolean;
  readonly ignoresSpace: boolean;
}

type Query = Readonly<Record<string, string | string[] | undefined>>;

export const diffOptionsOf = ({ file, view, space }: Query): DiffOptions => ({
  file: typeof file === "string" ? file : undefined,
  isSplit: view === "split",
  ignoresSpace: space === "ignore",
});

/** The same page, looked at in another way. */
export function diffHref(here: string, { file, isSplit, ignoresSpace }: DiffOptions): string {
  const [path = "", query = ""] = here.split("?");
  return listAddress(path, {
    ...Object.fromEntries(new URLSearchParams(query)),
    file,
    view: isSplit ? "split" : undefined,
    space: ignoresSpace ? "ignore" : undefined,
  });
}

export interface ChangeListProps {
  repo: NamedRepo;
  changes: Pick<z.infer<typeof Comparison>, "files" | "isTruncated" | "totals">;
  /** The commits between which this changed; without a base everything is new. */
  sides: { readonly base: string | null; readonly head: string };
  /** Address of the page, without how it is looked at. */
  here: string;
  options: DiffOptions;
}

export const linesOf = (file: FileDiff): number => file.hunks.reduce((sum, { lines }) => sum + lines.length, 0);
