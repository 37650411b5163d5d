import { createTurnstile, DomainError, type Turnstile } from "@/server/kernel";

export interface PictureTurns {
  /** Of pictures that arrive: each is held in memory until it is small. */
  readonly arriving: Turnstile;
  /** Of unpacking, on threads that files are read on as well. */
  readonly unpacking: Turnstile;
}

const refuse = () => new DomainError("unavailable", "Too many pictures are being sent: try again soon");

export const createPictureTurns = (): PictureTurns => ({
  arriving: createTurnstile({ places: 16, longestLine: 64, perLane: { places: 1, longestLine: 3 }, refuse }),
  unpacking: createTurnstile({ places: 1, longestLine: 16, refuse }),
});
