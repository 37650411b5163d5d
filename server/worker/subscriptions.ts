import type { Subscription } from "@/server/kernel";

/** Which job follows which event: the only way news travels up the tiers. One line each. */
export const subscriptions: readonly Subscription[] = [];
