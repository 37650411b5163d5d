import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { openDatabase } from "@/db/client";

/** A database by a way that can be cut; it is then as good as gone: open connections break, new ones are refused. */
export async function databaseBehindAWay(url: string) {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    }
    client.pipe(upstream).pipe(client);
  });
  const open = async (port: number) => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  };
  await open(0);
  const { port } = server.address() as AddressInfo;
  const way = new URL(url);
  way.hostname = "127.0.0.1";
  way.port = String(port);
  const cut = async () => {
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const { db, close } = openDatabase(way.href);
  return { db, close, cut, mend: () => open(port) };
}
