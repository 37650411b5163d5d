import { authorizePlatform } from "@/server/access";
import { defineCommand, notFound } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { AnyRepoInput } from "./contract/managed-repo";
import { retireRepo } from "./delete-repo";
import { withNamespaces } from "./get-readable-repo";
import { findRepoById } from "./store/repos";

export const deleteAnyRepo = defineCommand({
  name: "hub.deleteAnyRepo",
  summary: "Delete a repository of anybody as administrator; it can be restored for 30 days",
  http: { method: "DELETE", path: "/admin/repositories/{id}", status: 204 },
  input: AnyRepoInput,
  output: Nothing,
  async run(ctx, { id }) {
    await authorizePlatform(ctx, "platform.repositories");
    const row = await findRepoById(ctx.db, id);
    const [repo] = row ? await withNamespaces(ctx, [row]) : [];
    if (!repo) throw notFound("Repository", id);
    await retireRepo(ctx, repo);
    return {};
  },
});
