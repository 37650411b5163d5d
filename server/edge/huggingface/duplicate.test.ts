import { describe, expect, test } from "vitest";
import { setupHubServer } from "@/server/testing/hub-server";
import { repoWith } from "@/server/testing/repos";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const server = setupHubServer(world);

describe("duplicating a repository", () => {
  test("answers with the address of the copy, and with 409 and that address when it is there", async () => {
    const user = await world.user();
    const { secret: token } = await world.token(user);
    await repoWith(world.as(user), { name: "one", shelf: "datasets", texts: { "a.txt": "text" } });
    const url = `${server.origin()}/datasets/${user.username}/two`;
    const send = (repository: string) =>
      server.fetch(`/api/datasets/${user.username}/one/duplicate`, {
        method: "POST",
        token,
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ repository }),
      });
    const made = await send(`${user.username}/two`);
    expect([made.status, await made.json()]).toEqual([200, { url }]);
    const copy = await server.fetch(`/datasets/${user.username}/two/resolve/main/a.txt`, { token });
    expect(await copy.text()).toBe("text");
    const again = await send(`${user.username}/two`);
    expect([again.status, (await again.json()).url]).toEqual([409, url]);
    expect((await send(`${user.username}/-two`)).status).toBe(400);
  });
});
