import { expect, test } from "vitest";
import { AuditPageQuery, ListAuditEventsInput } from "@/server/audit/contract";
import { filterOf } from "./filter-of";

test("the last day of a range belongs to it, also at the end of a year", () => {
  const filter = filterOf(AuditPageQuery.parse({ from: "2026-12-01", to: "2026-12-31", actor: "ada" }));
  expect(ListAuditEventsInput.parse(filter)).toMatchObject({
    from: "2026-12-01T00:00:00Z",
    to: "2027-01-01T00:00:00.000Z",
    actor: "ada",
  });
});

test("an address without days asks for all of time", () => {
  expect(filterOf(AuditPageQuery.parse({}))).toEqual({ limit: 20 });
});
