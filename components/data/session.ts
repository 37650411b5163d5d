/** The browser's side of next-auth's two forms, which want a token against forged requests. */
async function post(action: "callback/password" | "signout", fields: Readonly<Record<string, string>>) {
  const { csrfToken } = await (await fetch("/api/auth/csrf")).json();
  return fetch(`/api/auth/${action}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
  });
}

export type SignInOutcome =
  | { readonly kind: "signedIn" | "wrong" | "failed" }
  | { readonly kind: "tooMany"; readonly seconds: number }
  /** The right password of an account that its person can still bring back, until the ISO 8601 moment. */
  | { readonly kind: "deleted"; readonly until: string };

export interface SignInClaim {
  readonly login: string;
  readonly password: string;
}

/** Signs in; the session cookie is set when the name and the password belong together. */
export async function signIn(claim: SignInClaim): Promise<SignInOutcome> {
  const answer = await post("callback/password", { ...claim, callbackUrl: "/" }).catch(() => null);
  if (answer?.ok) return { kind: "signedIn" };
  if (answer?.status === 429) return { kind: "tooMany", seconds: Number(answer.headers.get("retry-after") ?? 60) };
  const told = await answer?.json().catch(() => null);
  return outcomeOf(typeof told?.url === "string" ? told.url : "");
}

/** What next-auth tells is in the address of its error page. */
function outcomeOf(url: string): SignInOutcome {
  const error = URL.canParse(url, location.origin) ? new URL(url, location.origin).searchParams.get("error") : null;
  const [, reason, fact = ""] = /^(\w+)(?::(.*))?$/.exec(error ?? "") ?? [];
  switch (reason) {
    case "CredentialsSignin":
      return { kind: "wrong" };
    case "too_many_attempts":
      return { kind: "tooMany", seconds: Number(fact) };
    case "account_deleted":
      return { kind: "deleted", until: fact };
    default:
      return { kind: "failed" };
  }
}

/** Ends the session here and on the server, and starts over at the home page. */
export async function signOut(): Promise<void> {
  await post("signout", { callbackUrl: "/" });
  location.assign("/");
}
