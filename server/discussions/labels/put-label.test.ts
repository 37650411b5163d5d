import { describe, expect, test } from "vitest";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";
import { listLabels } from "./list-labels";
import { putLabel } from "./put-label";

describe("a label that must be new", () => {
  const world = setupWorld();

  test("is made once when two ask for its name at once, in whatever case", async () => {
    const ctx = world.as(await world.user());
    const { address } = await repoWith(ctx, { name: "labelled", texts: { a: "x" } });
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
});
