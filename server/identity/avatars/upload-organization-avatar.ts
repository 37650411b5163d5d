import { audit } from "@/server/audit";
import { atomically, type Ctx, defineStream } from "@/server/kernel";
import { AccountPath } from "../contract";
import { getOrganizationFor } from "../organization";
import { updateAccount } from "../store/accounts";
import { keepAvatar } from "./avatar";
import { answerOf } from "./avatar-answer";

export const uploadOrganizationAvatar = defineStream({
  name: "identity.uploadOrganizationAvatar",
  summary: "Change the picture of an organization",
  http: { method: "PUT", path: "/organizations/{name}/avatar" },
  input: AccountPath,
  consumes: "image/*",
  produces: "application/json",
  async run(ctx: Ctx<"objects" | "identity">, { name }, { body }) {
    const { id } = await getOrganizationFor(ctx, "organization.manage", name);
    const avatar = await keepAvatar(ctx, body);
    await atomically(ctx, async (ctx) => {
      await updateAccount(ctx.db, id, { avatar, updatedAt: ctx.now() });
      const target = { kind: "organization", id, name, ownerId: id, details: { fields: ["avatar"] } };
      await audit(ctx, "organization.updated", target);
    });
    return answerOf(avatar);
  },
});
