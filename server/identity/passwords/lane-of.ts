import type { Ctx } from "@/server/kernel";
import { neighbourhoodOf } from "./neighbourhood-of";

/** Who shares the places of one caller where passwords are hashed: a person, or the network of a visitor. */
export const laneOf = ({ actor, clientAddress }: Ctx): string =>
  "userId" in actor ? actor.userId : neighbourhoodOf(clientAddress ?? "");
