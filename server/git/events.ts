import { z } from "zod";
import { defineEvent } from "@/server/kernel";
import { Oid } from "./contract";

/** Refs of a repository moved, by a push, a commit or otherwise. `null` stands for a ref that is not there. */
export const refsChanged = defineEvent({
  name: "git.refsChanged",
  payload: z.object({
    repoId: z.uuid(),
    changes: z.array(z.object({ ref: z.string(), before: Oid.nullable(), after: Oid.nullable() })),
    /** Who moved them; `null` for the platform itself. */
    pusherId: z.uuid().nullable(),
  }),
});

/** Secrets came into a repository that nobody knew of there. */
export const secretsFound = defineEvent({
  name: "git.secretsFound",
  payload: z.object({
    repoId: z.uuid(),
    findingIds: z.array(z.uuid()),
    /** Of those that may be secrets of this platform: what its tables keep of them, and where they stand. */
    own: z.array(z.object({ hash: z.string(), findingId: z.uuid() })),
  }),
});
