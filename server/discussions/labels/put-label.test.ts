import { describe, expect, test } from "vitest";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { listLabels } from "./list-labels";
import { putLabel } from "./put-label";

describe("a name that two want for a label at once", () => {
  const world = setupWorld();

  async function setup() {
    const ctx = world.as(await world.user());
    const { address } = await repoWith(ctx, { name: "labelled", texts: { a: "x" } });
    return { ctx, address };
  }

  test("is taken by one where it must be new, in whatever case", async () => {
    const { ctx, address } = await setup();
    const asked = [
      { label: "Bug", color: "ff0000" },
      { label: "bug", color: "00ff00" },
    ].map((facts) => ({ ...address, ...facts, description: "", mustBeNew: true }));
    const told = await Promise.all(
      asked.map((input) =>
        putLabel.run(ctx, input).then(
          ({ color }) => color,
          ({ code, reason }) => `${code} ${reason}`,
        ),
      ),
    );
    expect(told).toContain("conflict name_taken");
    const { items } = await listLabels.run(ctx, { ...address, limit: 20 });
    expect(items.map(({ color }) => color)).toEqual(told.filter((one) => one !== "conflict name_taken"));
    expect(items).toHaveLength(1);
  });

  test("is taken by one of two labels that get another name, and the other one is told", async () => {
    const { ctx, address } = await setup();
    const facts = { ...address, color: "ff0000", description: "" };
    for (const label of ["one", "two"]) await putLabel.run(ctx, { ...facts, label });
    const told = await Promise.allSettled(
      ["one", "two"].map((label) => putLabel.run(ctx, { ...facts, label, newName: "bug" })),
    );
    const refused = told.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(refused).toMatchObject([{ code: "conflict", reason: "name_taken" }]);
    const { items } = await listLabels.run(ctx, { ...address, limit: 20 });
    expect(items.map(({ name }) => name)).toContain("bug");
    expect(items).toHaveLength(2);
  });
});
