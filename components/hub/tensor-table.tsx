"use client";

import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/data/trpc";
import { useDebounced } from "@/components/hooks/use-debounced";
import { Button } from "@/components/ui/button";
import { ByteSize } from "@/components/ui/byte-size";
import { Callout } from "@/components/ui/callout";
import { Input } from "@/components/ui/input";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow, TableScroll } from "@/components/ui/table";
import type { NamedRepo } from "@/server/hub/contract/repo";
import type { TensorPage } from "@/server/hub/contract/weights";
import { addressOf } from "./href";

interface Props {
  repo: NamedRepo;
  place: { readonly revision: string; readonly path: string };
  /** What is shown before anybody searches. */
  first: TensorPage;
}

const PAGE = 100;
const SETTLE_MS = 200;
const NOTHING = { wanted: "", cursors: [] } as const;
/** A file at a commit does not change. */
const FOREVER = { staleTime: Number.POSITIVE_INFINITY } as const;

/** The tensors of a file, searched as one types and fetched in pages. */
export function TensorTable({ repo, place, first }: Props) {
  const t = useTranslations("tensors");
  const [search, setSearch] = useState("");
  const wanted = useDebounced(search.trim(), SETTLE_MS);
  const { pages, total, error, isLoadingMore, next } = useTensors({ repo, place, first }, wanted);
  const rows = pages.flatMap(({ items }) => items);
  return (
    <section aria-label={t("title")} className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <div className="w-full sm:w-72">
          <Input
            type="search"
            icon={Search}
            aria-label={t("search")}
            placeholder={t("search")}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
        <span aria-live="polite" className="text-caption text-text-muted tabular-nums">
          {t("count", { count: total })}
        </span>
      </div>
      {error ? <Callout tone="danger" title={error} /> : null}
      <TableScroll label={t("title")} className="rounded-card border">
        <Table>
          <TableHead>
            <TableRow>
              <TableHeaderCell>{t("name")}</TableHeaderCell>
              <TableHeaderCell>{t("dtype")}</TableHeaderCell>
              <TableHeaderCell align="right">{t("shape")}</TableHeaderCell>
              <TableHeaderCell align="right">{t("size")}</TableHeaderCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map((tensor) => (
              <TableRow key={tensor.name}>
                <TableCell className="text-caption min-w-48 font-mono break-all">{tensor.name}</TableCell>
                <TableCell className="text-caption font-mono">{tensor.dtype}</TableCell>
                <TableCell align="right" className="text-caption font-mono whitespace-nowrap">
                  {tensor.shape.length === 0 ? t("scalar") : tensor.shape.join(" × ")}
                </TableCell>
                <TableCell align="right">
                  <ByteSize bytes={tensor.bytes} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableScroll>
      {next ? (
        <Button className="justify-self-center" busy={isLoadingMore} onClick={next}>
          {t("more")}
        </Button>
      ) : null}
    </section>
  );
}

/** The pages that were asked for so far; another search starts with its first one. */
function useTensors({ repo, place, first }: Props, wanted: string) {
  const trpc = useTRPC();
  const [asked, setAsked] = useState<{ readonly wanted: string; readonly cursors: readonly string[] }>(NOTHING);
  const cursors = asked.wanted === wanted ? asked.cursors : NOTHING.cursors;
  const input = { ...addressOf(repo), ...place, limit: PAGE, ...(wanted && { search: wanted }) };
  const start = useQuery(
    trpc.hub.listTensors.queryOptions(input, {
      ...FOREVER,
      placeholderData: keepPreviousData,
      ...(wanted === "" && { initialData: first }),
    }),
  );
  const further = useQueries({
    queries: cursors.map((cursor) => trpc.hub.listTensors.queryOptions({ ...input, cursor }, FOREVER)),
  });
  const pages = [start, ...further].flatMap(({ data }) => data ?? []);
  const cursor = pages.at(-1)?.nextCursor ?? null;
  return {
    pages,
    total: start.data?.total ?? 0,
    error: [start, ...further].find(({ isError }) => isError)?.error?.message ?? null,
    isLoadingMore: further.some(({ isPending }) => isPending),
    next: cursor === null ? null : () => setAsked({ wanted, cursors: [...cursors, cursor] }),
  };
}
