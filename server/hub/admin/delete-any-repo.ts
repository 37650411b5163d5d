import { authorizePlatform } from "@/server/access";
import { defineCommand, notFound } from "@/server/kernel";
import { Nothing } from "@/server/kernel/contract";
import { AnyRepoInput } from "../contract/managed-repo";
import { withholdRepo } from "../repositories/delete-repo";
import { withNamespace } from "../repositories/get-readable-repo";
import { findRepoById } from "../repositories/store";

export const deleteAnyRepo = defineCommand({
  name: "hub.deleteAnyRepo",
  summary: "Delete a repository of anybody as administrator; operators can restore it for 30 days",
  http: { method: "DELETE", path: "/admin/repositories/{id}", status: 204 },
  input: AnyRepoInput,
  output: Nothing,
  async run(ctx, { id }) {
    await authorizePlatform(ctx, "platform.repositories");
    const repo = await withNamespace(ctx, await findRepoById(ctx.db, id));
    if (!repo) throw notFound("Repository", id);
    await withholdRepo(ctx, repo);
    return {};
  },
});
