import { expect, test } from "vitest";
import { groupPermissions } from "@/components/identity/permission-groups";
import { PERMISSIONS } from "@/server/access";

test("every permission that a token can be given stands in a group, so that a person reads what it allows", () => {
  const { groups, others } = groupPermissions(Object.keys(PERMISSIONS));
  expect(others).toEqual([]);
  expect(groups.flatMap(({ permissions }) => permissions).sort()).toEqual(Object.keys(PERMISSIONS).sort());
});

test("what is not offered has no group, and what has no words yet is offered all the same", () => {
  expect(groupPermissions(["repo.read", "repo.fly"])).toEqual({
    groups: [{ name: "repositories", permissions: ["repo.read"] }],
    others: ["repo.fly"],
  });
});
