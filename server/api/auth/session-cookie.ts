import { hkdfSync } from "node:crypto";

interface Address {
  /** Public origin of the installation. */
  readonly origin: string;
  readonly port: number;
}

/** Cookies ignore ports, so two installations on one host need two names; `__Host-` needs https. */
export const sessionCookieName = ({ origin, port }: Address): string =>
  origin.startsWith("https:") ? "__Host-yard-session" : `yard-session-${port}`;

/** The key that encrypts the cookie: never the secret itself. */
export const sessionCookieKey = (secret: string): string =>
  Buffer.from(hkdfSync("sha256", secret, "", "session cookie", 32)).toString("base64url");
