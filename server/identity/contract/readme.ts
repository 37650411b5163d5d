import { z } from "zod";
import { Text } from "@/server/kernel/contract";
import { AccountPath } from ".";

/** Longest text of a page about oneself, in characters. */
export const MAX_README = 65_536;

export const AccountReadme = z.object({ source: z.string().describe("Markdown; empty: nothing is told.") });
export const PutAccountReadmeInput = AccountPath.extend({ source: Text.max(MAX_README) });
