import type { ReactNode } from "react";
import { ChargeTable } from "@/components/billing/charge-table";
import { RequestTable } from "@/components/gateway/request-table";
import { UsageTable } from "@/components/gateway/usage-table";
import type { UsageQuery } from "@/components/gateway/usage-view";
import { api } from "@/server/api/rsc";

interface Asked {
  readonly query: UsageQuery;
  readonly range: { readonly owner: string; readonly from: string; readonly to: string };
  /** ISO 8601. */
  readonly now: string;
}

interface Section {
  readonly table: ReactNode;
  readonly count: number;
  readonly nextCursor: string | null;
}

/** The table under the chart, of the view that the address names. */
export async function usageSection({ query: { view, cursor }, range, now }: Asked): Promise<Section> {
  const place = cursor === undefined ? {} : { cursor };
  switch (view) {
    case "requests": {
      const { items, nextCursor } = await api.gateway.listRequests({ ...range, ...place });
      return { table: <RequestTable requests={items} now={now} />, count: items.length, nextCursor };
    }
    case "charges": {
      const { items, nextCursor } = await api.billing.listCharges({ owner: range.owner, ...place });
      return { table: <ChargeTable charges={items} />, count: items.length, nextCursor };
    }
    default: {
      const { items, nextCursor } = await api.gateway.listUsage({ ...range, ...place, groupBy: view });
      return { table: <UsageTable groupBy={view} items={items} />, count: items.length, nextCursor };
    }
  }
}
