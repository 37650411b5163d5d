import { allowsPlatform, authorize } from "@/server/access";
import { ownerStorage } from "@/server/content";
import { getOwner } from "@/server/identity";
import { defineQuery } from "@/server/kernel";
import { GetOwnerStorageInput, OwnerStorage } from "../contract/storage-quota";

export const getOwnerStorage = defineQuery({
  name: "hub.getOwnerStorage",
  summary: "See what an account keeps in large files, and how much it may",
  http: { method: "GET", path: "/profiles/{name}/storage-limit" },
  input: GetOwnerStorageInput,
  output: OwnerStorage,
  async run(ctx, { name }) {
    const { id } = await getOwner(ctx, name);
    const account = { kind: "Account", id, ownerId: id, visibility: "private" } as const;
    if (!allowsPlatform(ctx, "platform.users")) await authorize(ctx, "repo.read", account);
    return ownerStorage(ctx, id);
  },
});
