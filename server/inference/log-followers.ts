import { createTurnstile, DomainError, type Turnstile } from "@/server/kernel";

declare module "@/server/kernel/live" {
  interface Live {
    /** Of those who follow logs of deployments: each asks the database again and again. */
    readonly logFollowers: Turnstile;
  }
}

export const createLogFollowers = (): Turnstile =>
  createTurnstile({
    places: 256,
    longestLine: 0,
    perLane: { places: 16, longestLine: 0 },
    refuse: () =>
      new DomainError("unavailable", "Too many logs are followed at once: close some, or read without following"),
  });
