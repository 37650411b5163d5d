import { createServer } from "node:net";

/** The address cannot be used; the text says what the operator can do. */
export class AddressTaken extends Error {
  override readonly name = "AddressTaken";
}

/** A loopback port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  return listenBriefly(0, "127.0.0.1");
}

/** Tells before anything is started, and in words, that the public address is not free. */
export async function assertFree(port: number, host: string): Promise<void> {
  try {
    await listenBriefly(port, host);
  } catch (cause) {
    throw new AddressTaken(reasonFor(port, host, cause), { cause });
  }
}

function reasonFor(port: number, host: string, cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is taken by another program. Stop it, or start with another one: PORT=${port + 1} npm start`;
    case "EACCES":
      return `This account may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `This machine has no address ${host}. Set HOST to one that it has, for example 127.0.0.1 or 0.0.0.0.`;
    default:
      return `Cannot listen on ${host}:${port}: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}

function listenBriefly(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}
