import { describe, expect, test } from "vitest";
import { setupHubServer } from "@/server/testing/hub-server";
import { pythonClient } from "@/server/testing/python-client";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const server = setupHubServer(world);

describe("huggingface_hub for Python", () => {
  for (const name of ["hub-0.36", "hub-1", "hub-2"]) {
    const { isMissing, run } = pythonClient(name, { world, server });
    const title = `of ${name} asks for access, keeps collections and manages webhooks`;
    test.skipIf(isMissing)(title, { timeout: 180_000 }, async () => {
      const [owner, reader] = [await world.token(await world.user()), await world.token(await world.user())];
      const variables = { HF_TOKEN: owner.secret, READER_TOKEN: reader.secret, HF_HUB_DISABLE_XET: "1" };
      expect(await run("_hub_sharing.py", variables)).toMatch(/huggingface_hub \d.* shares ok/);
    });
  }
});
