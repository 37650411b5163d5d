import { audit } from "@/server/audit";
import { atomically, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { BlockInput } from "../contract/rules";
import { removeBlock } from "../store/people";
import { authorizeBlocks, personNamed } from "./blocks";

export const unblockUser = defineCommand({
  name: "discussions.unblockUser",
  summary: "Let somebody take part again",
  http: { method: "DELETE", path: "/blocked-users/{username}", status: 204 },
  input: BlockInput,
  output: Nothing,
  async run(ctx, { owner: ownerName, username }) {
    const owner = await authorizeBlocks(ctx, ownerName);
    const person = await personNamed(ctx, username);
    await atomically(ctx, async (ctx) => {
      if (!(await removeBlock(ctx, { ownerId: owner.id, userId: person.id }))) return;
      const target = { kind: "account", id: person.id, name: person.name, ownerId: owner.id };
      await audit(ctx, "user.unblocked", target);
    });
    return {};
  },
});
