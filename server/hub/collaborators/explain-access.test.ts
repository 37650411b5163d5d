import { describe, expect, test } from "vitest";
import { PERMISSIONS } from "@/server/access";
import { getReadableRepo } from "@/server/hub";
import { setupWorld } from "@/server/testing/world";
import { EXPLAINED_PERMISSIONS, ExplainAccessInput } from "../contract/explain";
import { CreateRepoInput } from "../contract/repo";
import { createRepo } from "../repositories/create-repo";
import { explainAccess } from "./explain-access";
import { putCollaborator } from "./put-collaborator";

describe("explaining who may do what with a repository", () => {
  const world = setupWorld();

  async function setup() {
    const [ada, mei] = [await world.user(), await world.user()];
    const input = { shelf: "models", namespace: ada.username, name: "tiny", visibility: "private" };
    await createRepo.run(world.as(ada), CreateRepoInput.parse(input));
    const address = { shelf: "models" as const, namespace: ada.username, name: "tiny" };
    const ask = (who: typeof ada, username: string, way?: ExplainAccessInput["way"]) =>
      explainAccess.run(world.as(who), ExplainAccessInput.parse({ ...address, username, way }));
    return { ada, mei, address, ask };
  }

  test("names the role that carries each permission, and what is missing where none does", async () => {
    const { ada, mei, address, ask } = await setup();
    const before = await ask(ada, mei.username);
    expect(before.decisions.map(({ isAllowed, obstacles }) => ({ isAllowed, obstacles }))).toEqual(
      EXPLAINED_PERMISSIONS.map(() => ({ isAllowed: false, obstacles: ["noRole"] })),
    );

    await putCollaborator.run(world.as(ada), { ...address, username: mei.username, role: "write" });
    const after = await ask(ada, mei.username);
    const allowed = after.decisions.filter(({ isAllowed }) => isAllowed);
    expect(allowed.map(({ permission }) => permission)).toEqual(EXPLAINED_PERMISSIONS.slice(0, 4));
    expect(allowed.map(({ reasons }) => reasons)).toEqual(
      allowed.map(() => [{ kind: "collaborator", role: "write", group: null, team: null }]),
    );

    const byToken = await ask(ada, mei.username, "readToken");
    expect(byToken.decisions.find(({ permission }) => permission === "repo.write")).toMatchObject({
      isAllowed: false,
      reasons: [{ kind: "collaborator", role: "write" }],
      obstacles: ["tokenScope"],
    });
    expect((await ask(ada, ada.username)).decisions.every(({ reasons }) => reasons[0]?.kind === "owner")).toBe(true);
  });

  test("is told to administrators of the repository and of the platform, and to nobody else", async () => {
    const { ada, mei, address, ask } = await setup();
    await expect(ask(mei, ada.username)).rejects.toMatchObject({ code: "not_found" });
    await putCollaborator.run(world.as(ada), { ...address, username: mei.username, role: "write" });
    await expect(ask(mei, ada.username)).rejects.toMatchObject({ code: "forbidden" });
    const operator = await world.user({ platformRoles: ["admin"] });
    expect((await ask(operator, mei.username)).decisions.some(({ isAllowed }) => isAllowed)).toBe(true);
    await expect(ask(ada, "nobody-of-that-name")).rejects.toMatchObject({ code: "not_found" });
    expect(EXPLAINED_PERMISSIONS.every((permission) => permission in PERMISSIONS)).toBe(true);
    expect(await getReadableRepo(world.as(mei), { kind: "model", ...address })).toMatchObject({ name: "tiny" });
  });
});
