import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { Client, type ClientChannel } from "ssh2";
import { expect, test } from "vitest";
import { setupSsh } from "@/server/testing/ssh";
import { repositoryWithKey } from "@/server/testing/ssh-repo";
import { setupWorld } from "@/server/testing/world";

const world = setupWorld();
const ssh = setupSsh(world);

/** What the library says on the wire, past what it lets its callers say. */
interface Wire {
  readonly exec: (channel: number, command: string, wantsReply: boolean) => void;
  readonly shell: (channel: number, wantsReply: boolean) => void;
}
interface Open {
  readonly _protocol: Wire;
}
interface Numbered {
  readonly outgoing: { readonly id: number };
}

test("a session that asks for more than one command gets the first, and nobody else notices", async () => {
  const { key } = await repositoryWithKey(world, ssh);
  const broken: unknown[] = [];
  const note = (error: unknown) => broken.push(error);
  process.on("unhandledRejection", note);
  const client = new Client().on("error", () => {});
  client.connect({ host: "127.0.0.1", port: ssh.port(), username: "git", privateKey: await readFile(key) });
  await once(client, "ready");
  const channel = await new Promise<ClientChannel>((resolve, reject) => {
    client.exec("git-upload-pack 'nobody/nothing'", (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  const { _protocol: wire } = client as unknown as Open;
  const { id } = (channel as unknown as Numbered).outgoing;
  wire.exec(id, "git-upload-pack 'ada/it'", false);
  wire.shell(id, false);
  channel.resume();
  await once(channel, "close");
  client.end();
  await once(client, "close");
  process.off("unhandledRejection", note);
  expect(broken).toEqual([]);
});
