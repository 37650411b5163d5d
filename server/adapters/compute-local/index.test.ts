import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { conformsToComputeBackend } from "@/server/ports/compute-backend.conformance";
import { localCompute } from "@/server/testing/local-compute";
import { createLocalCompute } from ".";

describe("local compute", () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "compute-"));
  });
  afterAll(async () => {
    await createLocalCompute(localCompute(root)).stopAll();
    await rm(root, { recursive: true });
  });

  conformsToComputeBackend(async () => createLocalCompute(localCompute(root)));
});
