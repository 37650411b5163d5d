/** The browser's side of next-auth's two forms, which want a token against forged requests. */
async function post(action: "callback/password" | "signout", fields: Readonly<Record<string, string>>) {
  const { csrfToken } = await (await fetch("/api/auth/csrf")).json();
  return fetch(`/api/auth/${action}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
  });
}

/** Whether the name and the password belong together; the session cookie is set when they do. */
export async function signIn(credentials: { readonly login: string; readonly password: string }): Promise<boolean> {
  const answer = await post("callback/password", { ...credentials, callbackUrl: "/" });
  return answer.ok;
}

/** Ends the session here and on the server, and starts over at the home page. */
export async function signOut(): Promise<void> {
  await post("signout", { callbackUrl: "/" });
  location.assign("/");
}
