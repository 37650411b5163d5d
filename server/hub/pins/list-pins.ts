import { getOwner } from "@/server/identity";
import { AccountPath } from "@/server/identity/contract";
import { defineQuery } from "@/server/kernel";
import { PinList } from "../contract/pin";
import { showPins } from "./pins";
import { listPinRows } from "./store";

export const listPins = defineQuery({
  name: "hub.listPins",
  summary: "List what a person or an organization puts first on its page",
  http: { method: "GET", path: "/profiles/{name}/pins" },
  input: AccountPath,
  output: PinList,
  async run(ctx, { name }) {
    const owner = await getOwner(ctx, name);
    const rows = await listPinRows(ctx.db, owner.id);
    const targets = rows.map(({ kind, targetId }) => ({ kind, id: targetId }));
    return { items: await showPins(ctx, owner, targets), nextCursor: null };
  },
});
