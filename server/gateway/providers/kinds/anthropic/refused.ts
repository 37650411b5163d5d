import { DomainError } from "@/server/kernel";

/** What a message of Anthropic cannot hold, by its place in the chat. */
export const refused = (param: string, message: string) => new DomainError("invalid", message, { details: { param } });
