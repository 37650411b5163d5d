import { defineHandlers } from "@/server/kernel";
import { tickIntervals } from "./intervals";
import { tickRunIntervals } from "./jobs";

export const billingHandlers = defineHandlers({ tickRunIntervals }, { tickRunIntervals: (ctx) => tickIntervals(ctx) });
