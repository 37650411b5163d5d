import { personOf } from "@/server/access";
import { defineQuery, page } from "@/server/kernel";
import { pageOf } from "@/server/kernel/contract";
import { AuditEvent, ListAuditEventsInput } from "./contract";
import { listEvents } from "./store";

export const listAuditEvents = defineQuery({
  name: "audit.listAuditEvents",
  summary: "List what was done, newest first: by you, and to what you administer",
  http: { method: "GET", path: "/audit-events" },
  input: ListAuditEventsInput,
  output: pageOf(AuditEvent),
  async run(ctx, input) {
    personOf(ctx);
    const { cursor, limit, ...filter } = input;
    return page(ctx, input, {
      list: "audit.listAuditEvents",
      read: (after, limit) => listEvents(ctx, { after, limit, filter }),
      keyOf: ({ at, id }) => ({ sort: at.toISOString(), id }),
    });
  },
});
