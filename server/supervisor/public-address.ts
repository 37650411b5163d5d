import ipaddr from "ipaddr.js";
import { isListedPassword } from "@/server/identity/passwords/listed-passwords";

/** What of the configuration decides whether a public platform is safe to start. */
interface Facts {
  readonly host: string;
  readonly publicUrl: string | undefined;
  readonly administratorPassword: string | undefined;
  /** Keys that we only compare or derive from, by the name of their variable. */
  readonly secrets: Readonly<Record<string, string | undefined>>;
}

const LEAST_LENGTH = 32;
const LEAST_VARIETY = 10;

/** Throws in words for a public address with a configuration that lets strangers in. On loopback everything goes. */
export function assertSafeInPublic(facts: Facts): void {
  if (facts.publicUrl === undefined || isLoopback(new URL(facts.publicUrl).hostname)) return;
  const problems = problemsOf(facts, new URL(facts.publicUrl));
  if (problems.length === 0) return;
  throw new Error(
    `YARD_URL makes this platform public (${facts.publicUrl}), so it does not start with:\n${problems.map((line) => `  ${line}`).join("\n")}`,
  );
}

function problemsOf({ host, administratorPassword, secrets }: Facts, { protocol }: URL): string[] {
  const weak = Object.entries(secrets).flatMap(([name, secret]) => {
    const weakness = secret === undefined ? null : weaknessOf(secret);
    return weakness ? [`${name}: ${weakness}. Make one with: openssl rand -base64 32`] : [];
  });
  const isListed = administratorPassword !== undefined && isListedPassword(administratorPassword);
  const isOpen = protocol === "http:" && isEveryAddress(host);
  return [
    ...weak,
    ...(isListed ? ["YARD_ADMIN_PASSWORD: it is among the passwords that are tried first."] : []),
    ...(isOpen
      ? [
          `HOST=${host}: plain http on all interfaces lets everybody on the way read passwords. Put a proxy with https in front and say so in YARD_URL, or listen on one address.`,
        ]
      : []),
  ];
}

function weaknessOf(secret: string): string | null {
  if (secret.length < LEAST_LENGTH) return `it has ${secret.length} characters, and ${LEAST_LENGTH} are needed`;
  return new Set(secret).size < LEAST_VARIETY ? "it repeats few characters" : null;
}

function isLoopback(name: string): boolean {
  const bare = name.replace(/^\[|\]$/g, "");
  if (ipaddr.isValid(bare)) return ipaddr.process(bare).range() === "loopback";
  return bare === "localhost" || bare.endsWith(".localhost");
}

const isEveryAddress = (host: string) => ipaddr.isValid(host) && ipaddr.process(host).range() === "unspecified";
