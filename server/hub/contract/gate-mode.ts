import { z } from "zod";
import { GATE_MODES } from "./gate-modes";

export const GateMode = z.enum(GATE_MODES);
export type GateMode = z.infer<typeof GateMode>;
