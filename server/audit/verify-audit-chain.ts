import { authorizePlatform } from "@/server/access";
import { defineQuery } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { AuditChain } from "./contract";
import { checkChain } from "./store";

export const verifyAuditChain = defineQuery({
  name: "audit.verifyAuditChain",
  summary: "Compute the audit trail's chain anew and say where it is broken",
  http: { method: "GET", path: "/audit-events/chain" },
  input: Nothing.strict(),
  output: AuditChain,
  async run(ctx) {
    await authorizePlatform(ctx, "platform.audit");
    return checkChain(ctx.db);
  },
});
