import type { StreamAnswer } from "@/server/kernel";
import { avatarUrlOf } from "../account";

/** What a client learns of a picture that it has just sent. */
export const answerOf = (hash: string): StreamAnswer => ({
  contentType: "application/json",
  body: textOf(JSON.stringify({ avatarUrl: avatarUrlOf(hash) })),
});

async function* textOf(text: string) {
  yield text;
}
