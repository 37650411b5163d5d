/** Whom a commit or tag names. */
export interface Author {
  readonly name: string;
  readonly email: string;
}

/** Git refuses names that are empty or consist of punctuation, and line breaks would start a new header. */
export function identityEnv({ name, email }: Author, now: Date): Record<string, string> {
  const date = `${Math.floor(now.getTime() / 1_000)} +0000`;
  const plain = (text: string) =>
    text
      .replace(/[\p{Cc}<>]/gu, " ")
      .trim()
      .slice(0, 200);
  const who = /[\p{L}\p{N}]/u.test(plain(name)) ? plain(name) : "unknown";
  return {
    GIT_AUTHOR_NAME: who,
    GIT_AUTHOR_EMAIL: plain(email),
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: who,
    GIT_COMMITTER_EMAIL: plain(email),
    GIT_COMMITTER_DATE: date,
  };
}
