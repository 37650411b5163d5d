import { z } from "zod";
import { ACCESS_STATUSES } from "@/server/hub/contract/gate";

/** `user` is a name; some clients call it `userId`. */
const Person = z.object({ user: z.string().max(96).nullish(), userId: z.string().max(96).nullish() });

/** Newer clients name the request instead of the person. */
export const HandleBody = Person.extend({
  requestId: z.uuid().nullish(),
  status: z.enum(ACCESS_STATUSES),
  rejectionReason: z.string().max(500).nullish(),
});

export const GrantBody = Person;

export const AskBody = z.record(z.string(), z.union([z.string(), z.boolean(), z.number(), z.array(z.string())]));
