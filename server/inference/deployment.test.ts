import { expect, test } from "vitest";
import type { ReplicaObservation } from "@/server/ports/compute-backend";
import { reasonOf, statusOf } from "./deployment";

const at = { replica: 0, attempt: 1 };
const starting: ReplicaObservation = { ...at, phase: "starting", message: "" };
const running: ReplicaObservation = { ...at, phase: "running", address: "http://127.0.0.1:1" };
const stopped: ReplicaObservation = { ...at, phase: "stopped" };
const crashed = { ...at, phase: "failed", code: "crashed", message: "it ended", exitCode: 1 } as const;

test.each([
  [0, [], "stopped"],
  [0, [stopped], "stopped"],
  [0, [running], "stopping"],
  [1, [], "pending"],
  [1, [stopped], "pending"],
  [1, [starting], "starting"],
  [2, [running, starting], "running"],
  [1, [{ ...crashed, willRetry: true }], "starting"],
  [1, [{ ...crashed, willRetry: false }], "failed"],
  [2, [running, { ...crashed, willRetry: false }], "running"],
] as const)("%i replicas wanted and %o seen reads as %s", (replicas, seen, status) => {
  expect(statusOf(replicas, seen)).toBe(status);
});

test("what went wrong is told while it is wrong", () => {
  expect(reasonOf([running, { ...crashed, willRetry: true }])).toEqual({ code: "crashed", message: "it ended" });
  expect(reasonOf([running])).toBe(null);
});
