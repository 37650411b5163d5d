import { expect, test } from "vitest";
import { createQueue } from "./queue";

test("pictures are fetched some at a time, and not without end", async () => {
  const inTurn = createQueue();
  const open: (() => void)[] = [];
  const fetches = Array.from({ length: 516 }, () => inTurn(() => new Promise<void>((resolve) => open.push(resolve))));
  await expect(inTurn(async () => {})).rejects.toMatchObject({ code: "unavailable" });
  expect(open).toHaveLength(16);
  for (let done = 0; done < 516; done++) {
    await expect.poll(() => open.length).toBeGreaterThan(done);
    open[done]?.();
  }
  await Promise.all(fetches);
  expect(await inTurn(async () => "free again")).toBe("free again");
});
