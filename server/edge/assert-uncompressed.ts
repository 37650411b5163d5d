import type { IncomingMessage } from "node:http";
import { DomainError } from "@/server/kernel";
import { headerOf } from "./exchange";

/** Bytes of files are hashed and counted as they come. Throws `invalid` (`unsupported_media_type`). */
export function assertUncompressed(request: IncomingMessage): void {
  if ((headerOf(request, "content-encoding") ?? "identity") === "identity") return;
  throw new DomainError("invalid", "Send the bytes uncompressed", { reason: "unsupported_media_type" });
}
