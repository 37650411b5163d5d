import "server-only";
import { contextOfPage } from "./page-context";
import { callerFor } from "./trpc/root";

/** Calls an operation while a page renders, as the person who asked for the page. */
export const api = callerFor(contextOfPage);
