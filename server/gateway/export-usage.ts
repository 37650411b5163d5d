import { listUsageDays, type UsageFilter } from "@/server/billing";
import { KEYLESS } from "@/server/billing/contract";
import { type Ctx, csvLine, defineStream, formatMoney } from "@/server/kernel";
import { ExportUsageInput } from "./contract";

import { usageFilterOf } from "./range";
import { findKeyNames } from "./store/keys";

const HEAD = ["day", "key", "keyName", "model", "requests", "inputTokens", "outputTokens", "cost", "currency"];
const BATCH = 500;

export const exportUsage = defineStream({
  name: "gateway.exportUsage",
  summary: "Download usage by UTC day, API key and model as CSV",
  http: { method: "GET", path: "/usage/export" },
  input: ExportUsageInput,
  produces: "text/csv",
  async run(ctx: Ctx<"dueCharges">, input) {
    const filter = await usageFilterOf(ctx, input);
    return {
      contentType: "text/csv; charset=utf-8; header=present",
      fileName: `usage-${filter.from}-${filter.to}.csv`,
      body: linesOf(ctx, filter),
    };
  },
});

async function* linesOf(ctx: Ctx, filter: UsageFilter): AsyncIterable<string> {
  yield csvLine(HEAD);
  for (let offset = 0; ; offset += BATCH) {
    const rows = await listUsageDays(ctx.db, filter, { offset, limit: BATCH });
    const names = await findKeyNames(ctx.db, [...new Set(rows.map(({ keyId }) => keyId))]);
    for (const { day, keyId, model, requests, inputTokens, outputTokens, cost, currency } of rows) {
      const key = keyId === KEYLESS ? ["", ""] : [keyId, names.get(keyId) ?? ""];
      yield csvLine([day, ...key, model, requests, inputTokens, outputTokens, formatMoney(cost), currency]);
    }
    if (rows.length < BATCH) return;
  }
}
