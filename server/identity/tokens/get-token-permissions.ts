import { PERMISSIONS, personOf } from "@/server/access";
import { defineQuery } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { TokenPermissions } from "../contract";

export const getTokenPermissions = defineQuery({
  name: "identity.getTokenPermissions",
  summary: "Read which permissions a fine-grained token can be given",
  http: { method: "GET", path: "/token-permissions" },
  input: Nothing.strict(),
  output: TokenPermissions,
  async run(ctx) {
    personOf(ctx);
    return { permissions: Object.keys(PERMISSIONS) };
  },
});
