import type { ReactNode } from "react";
import type { ListQuery } from "@/components/patterns/list-address";
import { ListPager } from "@/components/patterns/list-pager";
import { Card } from "@/components/ui/card";

interface Props {
  path: string;
  query: ListQuery;
  count: number;
  nextCursor: string | null;
  /** Search and filters, above the list. */
  toolbar: ReactNode;
  /** Instead of the list when nothing fits. */
  empty: ReactNode;
  children: ReactNode;
}

/** A list of administration: filters, the list or what to do without one, and the way to the next page. */
export function ListFrame({ path, query, count, nextCursor, toolbar, empty, children }: Props) {
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">{toolbar}</div>
      <Card className="overflow-hidden">{count === 0 ? empty : children}</Card>
      <ListPager count={count} {...{ path, query, nextCursor }} />
    </div>
  );
}
