import { authorizePlatform, requireRecentSignIn } from "@/server/access";
import { audit } from "@/server/audit";
import { ownerStorage, setOwnerLimit } from "@/server/content";
import { getOwner } from "@/server/identity";
import { atomically, DomainError, defineCommand } from "@/server/kernel";
import { OwnerStorage, SetStorageLimitInput } from "../contract/storage-quota";

export const setStorageLimit = defineCommand({
  name: "hub.setStorageLimit",
  summary: "Say how much an account may keep in large files; what it has stays",
  http: { method: "PUT", path: "/profiles/{name}/storage-limit" },
  input: SetStorageLimitInput,
  output: OwnerStorage,
  async run(ctx, { name, limit, maxBytes }) {
    await authorizePlatform(ctx, "platform.users");
    requireRecentSignIn(ctx);
    const { id, kind, name: called } = await getOwner(ctx, name);
    if (limit === "bytes" && maxBytes === undefined) throw new DomainError("invalid", "Say how many bytes");
    const wanted = { default: undefined, none: null, bytes: maxBytes }[limit];
    return atomically(ctx, async (ctx) => {
      await setOwnerLimit(ctx, id, wanted);
      const details = { limit, ...(limit === "bytes" && { maxBytes }) };
      await audit(ctx, "account.storageLimitSet", { kind, id, name: called, ownerId: id, details });
      return ownerStorage(ctx, id);
    });
  },
});
