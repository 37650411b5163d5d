import { z } from "zod";

/** How people are let through: everybody who asks at once, or one by one by those who administer the repository. */
export const GATE_MODES = ["auto", "manual"] as const;
export const GateMode = z.enum(GATE_MODES);
export type GateMode = z.infer<typeof GateMode>;
