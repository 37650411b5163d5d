import { randomBytes } from "node:crypto";
import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { signIn } from "./sign-in";

export const PASSWORD = "a long enough phrase";

export const newName = (kind: string) => `${kind}-${randomBytes(4).toString("hex")}a`;

/** Somebody who has signed up over REST. */
export async function newPerson(request: APIRequestContext, kind: string) {
  const username = newName(kind);
  const data = { username, email: `${username}@example.com`, password: PASSWORD };
  const answer = await request.post("/api/v1/users", { data });
  if (!answer.ok()) throw new Error(`${answer.status()} ${await answer.text()}`);
  const { token } = await answer.json();
  return { username, token: String(token) };
}

/** A browser of their own in which somebody is signed in. */
export async function browserOf(browser: Browser, login: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, { login, password: PASSWORD });
  return page;
}
