import { personOf } from "@/server/access";
import { audit } from "@/server/audit";
import { atomically, DomainError, defineCommand } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { BlockInput } from "../contract/rules";
import { putBlock } from "../store/people";
import { authorizeBlocks, personNamed } from "./blocks";

export const blockUser = defineCommand({
  name: "discussions.blockUser",
  summary: "Keep somebody out of the discussions of an account's repositories",
  http: { method: "PUT", path: "/blocked-users/{username}", status: 204 },
  input: BlockInput,
  output: Nothing,
  async run(ctx, { owner: ownerName, username }) {
    const owner = await authorizeBlocks(ctx, ownerName);
    const person = await personNamed(ctx, username);
    if (person.id === owner.id) throw new DomainError("invalid", "Nobody blocks themselves");
    await atomically(ctx, async (ctx) => {
      const block = { ownerId: owner.id, userId: person.id, blockedById: personOf(ctx).userId };
      if (!(await putBlock(ctx, block))) return;
      const target = { kind: "account", id: person.id, name: person.name, ownerId: owner.id };
      await audit(ctx, "user.blocked", target);
    });
    return {};
  },
});
