"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
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
import type { Repo } from "@/server/hub/contract/repo";
import type { TensorPage } from "@/server/hub/contract/weights";
import { addressOf } from "./href";

interface Props {
  repo: Pick<Repo, "kind" | "namespace" | "name">;
  place: { readonly revision: string; readonly path: string };
  /** What is shown before anybody searches. */
  first: TensorPage;
}

const PAGE = 100;
const SETTLE_MS = 200;

/** The tensors of a file, searched as one types and fetched in pages. */
export function TensorTable({ repo, place, first }: Props) {
  const t = useTranslations("tensors");
  const trpc = useTRPC();
  const [search, setSearch] = useState("");
  const wanted = useDebounced(search.trim(), SETTLE_MS);
  const input = { ...addressOf(repo), ...place, limit: PAGE, ...(wanted && { search: wanted }) };
  const tensors = useInfiniteQuery(
    trpc.hub.listTensors.infiniteQueryOptions(input, {
      getNextPageParam: ({ nextCursor }) => nextCursor,
      placeholderData: keepPreviousData,
      staleTime: Number.POSITIVE_INFINITY,
      ...(wanted === "" && { initialData: { pages: [first], pageParams: [null] } }),
    }),
  );
  const pages = tensors.data?.pages ?? [];
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
          {t("count", { count: pages[0]?.total ?? 0 })}
        </span>
      </div>
      {tensors.isError ? <Callout tone="danger" title={tensors.error.message} /> : null}
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
                <TableCell className="text-caption font-mono break-all">{tensor.name}</TableCell>
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
      {tensors.hasNextPage ? (
        <Button
          className="justify-self-center"
          busy={tensors.isFetchingNextPage}
          onClick={() => void tensors.fetchNextPage()}
        >
          {t("more")}
        </Button>
      ) : null}
    </section>
  );
}
