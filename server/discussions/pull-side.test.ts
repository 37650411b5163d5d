import { describe, expect, test } from "vitest";
import { firstHead, firstSource, type PullSide } from "./contract/pull-side";

const side = (namespace: string, ...branches: readonly string[]): PullSide => ({
  ...{ at: { shelf: "models", namespace, name: "tiny" }, href: `/${namespace}/tiny` },
  ...{ defaultBranch: "main", branches },
});

describe("where a pull request comes from at first", () => {
  const ada = side("ada", "main");

  test("is another branch of the repository, when it has one", () => {
    const busy = side("ada", "main", "topic");
    expect(firstSource([busy, side("ben", "main")], busy)).toBe(busy);
    expect(firstHead(busy, busy)).toBe("topic");
  });

  test("is a fork, by the branch that it opens with, when the repository has no other branch", () => {
    const fork = side("ben", "fix", "main");
    expect(firstSource([ada, fork], ada)).toBe(fork);
    expect(firstHead(fork, ada)).toBe("main");
  });

  test("is nothing where there is neither", () => {
    expect(firstSource([ada, side("ben")], ada)).toBe(ada);
    expect(firstHead(ada, ada)).toBe("");
  });
});
