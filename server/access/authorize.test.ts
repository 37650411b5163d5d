import { describe, expect, test } from "vitest";
import { setupWorld } from "@/server/testing/world";
import { authorize } from "./authorize";
import { freezeOwner } from "./store/frozen-owners";
import { putGrant } from "./store/grants";

describe("authorising on a loaded resource", () => {
  const world = setupWorld();
  const repo = (ownerId: string, visibility: "public" | "private" = "private") => ({
    kind: "Repository",
    id: "018f0000-0000-7000-8000-000000000001",
    ownerId,
    visibility,
  });

  test("tells a stranger that a private repository does not exist, whatever was asked", async () => {
    const owner = world.stranger();
    const ctx = world.as(world.stranger());
    for (const permission of ["repo.read", "repo.write", "repo.admin"] as const) {
      await expect(authorize(ctx, permission, repo(owner.userId))).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("tells a stranger who sees a public repository that writing is forbidden, and a visitor to sign in", async () => {
    const owner = world.stranger();
    const open = repo(owner.userId, "public");
    await expect(authorize(world.as(world.stranger()), "repo.write", open)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(authorize(world.as({ kind: "anonymous" }), "repo.write", open)).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  test("lets a collaborator do what the grant says, and nobody anything once the owner is deleted", async () => {
    const owner = world.stranger();
    const helper = world.stranger();
    const target = repo(owner.userId);
    await putGrant(world.system(), {
      resourceId: target.id,
      ownerId: owner.userId,
      userId: helper.userId,
      role: "write",
    });
    await authorize(world.as(helper), "repo.write", target);
    await expect(authorize(world.as(helper), "repo.admin", target)).rejects.toMatchObject({ code: "forbidden" });

    await freezeOwner(world.system(), owner.userId);
    await expect(authorize(world.as(owner), "repo.read", target)).rejects.toMatchObject({ code: "not_found" });
  });
});
